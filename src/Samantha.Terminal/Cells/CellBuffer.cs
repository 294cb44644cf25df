namespace Samantha.Terminal.Cells;

/// <summary>One screen of cells. Owns the repair of wide halves and the neutralising of text; writes to no device.</summary>
public sealed class CellBuffer
{
    public CellBuffer(int width, int height) => throw new NotImplementedException();

    public int Width => throw new NotImplementedException();

    public int Height => throw new NotImplementedException();

    /// <summary>Where the cursor is shown in this frame, or null when hidden.</summary>
    public (int X, int Y)? Cursor { get; set; }

    public Cell this[int x, int y] => throw new NotImplementedException();
}
