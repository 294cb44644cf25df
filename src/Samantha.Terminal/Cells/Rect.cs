namespace Samantha.Terminal.Cells;

/// <summary>A rectangle of cells, never of negative size. Coordinates start at 0 in the upper left corner.</summary>
public readonly record struct Rect
{
    public Rect(int x, int y, int width, int height)
    {
        X = x;
        Y = y;
        Width = Math.Max(0, width);
        Height = Math.Max(0, height);
    }

    public int X { get; }

    public int Y { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The first column to the right of the rectangle.</summary>
    public int Right => X + Width;

    /// <summary>The first row below the rectangle.</summary>
    public int Bottom => Y + Height;

    public bool IsEmpty => Width == 0 || Height == 0;

    public bool Contains(int x, int y) => x >= X && x < Right && y >= Y && y < Bottom;

    public Rect Intersect(Rect other)
    {
        var x = Math.Max(X, other.X);
        var y = Math.Max(Y, other.Y);
        return new Rect(x, y, Math.Min(Right, other.Right) - x, Math.Min(Bottom, other.Bottom) - y);
    }

    /// <summary>The rectangle without a margin on every side.</summary>
    public Rect Inset(int margin) => Inset(margin, margin, margin, margin);

    public Rect Inset(int left, int top, int right, int bottom) =>
        new(X + left, Y + top, Width - left - right, Height - top - bottom);

    public Rect Offset(int dx, int dy) => new(X + dx, Y + dy, Width, Height);

    /// <summary>A rectangle of the given size in the middle of this one, cut to fit.</summary>
    public Rect Center(int width, int height)
    {
        var w = Math.Min(width, Width);
        var h = Math.Min(height, Height);
        return new Rect(X + ((Width - w) / 2), Y + ((Height - h) / 2), w, h);
    }

    public override string ToString() => $"{X},{Y} {Width}x{Height}";
}
