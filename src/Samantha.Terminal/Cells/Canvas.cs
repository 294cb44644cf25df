using System.Text;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Cells;

/// <summary>
/// A clipped window onto a cell buffer with its own origin: what widgets draw on. Everything outside is dropped, every text is made
/// harmless by the buffer. Coordinates are relative to the window.
/// </summary>
public sealed class Canvas
{
    public Canvas(CellBuffer buffer, Theme theme, Glyphs glyphs) => throw new NotImplementedException();

    public int Width => throw new NotImplementedException();

    public int Height => throw new NotImplementedException();

    /// <summary>The whole window in its own coordinates.</summary>
    public Rect Bounds => new(0, 0, Width, Height);

    public Theme Theme => throw new NotImplementedException();

    public Glyphs Glyphs => throw new NotImplementedException();

    /// <summary>A smaller window (cut to this one) whose origin is the upper left corner of the given rectangle.</summary>
    public Canvas Window(Rect area) => throw new NotImplementedException();

    /// <summary>Fills the window with blanks of the given style.</summary>
    public void Clear(Style style) => throw new NotImplementedException();

    public void Fill(Rect area, Style style, string glyph = " ") => throw new NotImplementedException();

    /// <summary>
    /// Writes one line of text and gives the columns it took. Line breaks and other control characters become visible marks; parts
    /// outside the window are cut, a wide character that would be cut in half becomes a blank.
    /// </summary>
    /// <param name="maxWidth">Columns at most; longer text is cut without a mark. Use <c>Truncate</c> for an ellipsis.</param>
    public int Text(int x, int y, ReadOnlySpan<char> text, Style style, int maxWidth = int.MaxValue) =>
        throw new NotImplementedException();

    public int Text(int x, int y, string text, ThemeRole role) => Text(x, y, text, Theme[role]);

    /// <summary>Changes the style of cells without touching their text.</summary>
    public void Restyle(Rect area, Func<Style, Style> change) => throw new NotImplementedException();

    /// <summary>A border just inside the area; the strong one shows focus.</summary>
    public void Box(Rect area, Style style, bool strong = false, string title = "") => throw new NotImplementedException();

    public void HorizontalLine(int x, int y, int length, Style style) => throw new NotImplementedException();

    public void VerticalLine(int x, int y, int length, Style style) => throw new NotImplementedException();

    /// <summary>Puts the terminal's cursor here for this frame. Without a call the cursor is hidden.</summary>
    public void PlaceCursor(int x, int y) => throw new NotImplementedException();
}
