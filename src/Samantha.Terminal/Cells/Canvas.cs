using Samantha.Terminal.Text;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Cells;

/// <summary>
/// A clipped window onto a cell buffer with its own origin: what widgets draw on. Everything outside is dropped, every text is
/// made harmless by the buffer. Coordinates are relative to the window.
/// </summary>
public sealed class Canvas
{
    /// <summary>No character below this one joins the one before it.</summary>
    private const char FirstJoining = '\u0300';

    private readonly CellBuffer _buffer;
    private readonly Rect _area;
    private readonly Rect _clip;

    public Canvas(CellBuffer buffer, Theme theme, Glyphs glyphs)
        : this(buffer, theme, glyphs, new Rect(0, 0, buffer.Width, buffer.Height), new Rect(0, 0, buffer.Width, buffer.Height))
    {
    }

    private Canvas(CellBuffer buffer, Theme theme, Glyphs glyphs, Rect area, Rect clip)
    {
        _buffer = buffer;
        _area = area;
        _clip = clip;
        Theme = theme;
        Glyphs = glyphs;
    }

    public int Width => _area.Width;

    public int Height => _area.Height;

    /// <summary>The whole window in its own coordinates.</summary>
    public Rect Bounds => new(0, 0, Width, Height);

    public Theme Theme { get; }

    public Glyphs Glyphs { get; }

    /// <summary>A smaller window (cut to this one) whose origin is the upper left corner of the given rectangle.</summary>
    public Canvas Window(Rect area)
    {
        var moved = area.Offset(_area.X, _area.Y);
        return new Canvas(_buffer, Theme, Glyphs, moved, _clip.Intersect(moved));
    }

    /// <summary>Fills the window with blanks of the given style.</summary>
    public void Clear(Style style) => Fill(Bounds, style);

    /// <summary>Fills an area with one glyph of one column; a wider one is not drawn.</summary>
    public void Fill(Rect area, Style style, string glyph = " ")
    {
        if (TextWidth.Of(glyph) != 1)
        {
            glyph = " ";
        }

        var number = _buffer.GlyphOf(glyph);
        var target = area.Offset(_area.X, _area.Y).Intersect(_clip);
        for (var y = target.Y; y < target.Bottom; y++)
        {
            _buffer.FillRow(target.X, target.Right, y, number, style);
        }
    }

    /// <summary>
    /// Writes one line of text and gives the columns it took. Line breaks and other control characters become visible marks, a
    /// tab four blanks; parts outside the window are cut, a wide character that would be cut in half becomes a blank. A style
    /// with the default background keeps the background that is there.
    /// </summary>
    /// <param name="maxWidth">
    /// Columns at most; longer text is cut without a mark. Use <c>Truncation.End</c> for an ellipsis.
    /// </param>
    public int Text(int x, int y, ReadOnlySpan<char> text, Style style, int maxWidth = int.MaxValue)
    {
        var row = y + _area.Y;
        if (row < _clip.Y || row >= _clip.Bottom)
        {
            return 0;
        }

        var start = x + _area.X;
        var limit = (int)Math.Min(_clip.Right, (long)start + Math.Max(0, maxWidth));
        var column = start;
        for (var i = 0; i < text.Length && column < limit;)
        {
            // Most text is plain: a letter that nothing can join is one cluster of one column.
            if (text[i] is >= ' ' and <= '~' && (i + 1 == text.Length || text[i + 1] < FirstJoining))
            {
                if (column >= _clip.X)
                {
                    _buffer.Put(column, row, text[i], 1, Laid(style, column, row));
                }

                column++;
                i++;
                continue;
            }

            var length = Graphemes.LengthAt(text, i);
            var cluster = text.Slice(i, length);
            i += length;
            if (cluster[0] == '\t')
            {
                for (var n = 0; n < TextWidth.TabColumns; n++)
                {
                    column = PutCluster(column, row, limit, " ", 1, style);
                }
            }
            else
            {
                column = PutCluster(column, row, limit, cluster, TextWidth.OfCluster(cluster), style);
            }
        }

        return Math.Min(column, limit) - start;
    }

    public int Text(int x, int y, string text, ThemeRole role) => Text(x, y, text, Theme[role]);

    /// <summary>Changes the style of cells without touching their text.</summary>
    public void Restyle(Rect area, Func<Style, Style> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var target = area.Offset(_area.X, _area.Y).Intersect(_clip);
        for (var y = target.Y; y < target.Bottom; y++)
        {
            for (var x = target.X; x < target.Right; x++)
            {
                _buffer.SetStyle(x, y, change(_buffer.StyleAt(x, y)));
            }
        }
    }

    /// <summary>A border just inside the area; the strong one shows focus without colour.</summary>
    public void Box(Rect area, Style style, bool strong = false, string title = "")
    {
        ArgumentNullException.ThrowIfNull(title);
        if (area.Width < 2 || area.Height < 2)
        {
            return;
        }

        var g = Glyphs;
        var across = strong ? g.StrongHorizontal : g.Horizontal;
        var down = strong ? g.StrongVertical : g.Vertical;
        Fill(new Rect(area.X, area.Y, area.Width, 1), style, across);
        Fill(new Rect(area.X, area.Bottom - 1, area.Width, 1), style, across);
        Fill(new Rect(area.X, area.Y, 1, area.Height), style, down);
        Fill(new Rect(area.Right - 1, area.Y, 1, area.Height), style, down);
        Text(area.X, area.Y, strong ? g.StrongTopLeft : g.TopLeft, style);
        Text(area.Right - 1, area.Y, strong ? g.StrongTopRight : g.TopRight, style);
        Text(area.X, area.Bottom - 1, strong ? g.StrongBottomLeft : g.BottomLeft, style);
        Text(area.Right - 1, area.Bottom - 1, strong ? g.StrongBottomRight : g.BottomRight, style);
        if (title.Length > 0 && area.Width > 6)
        {
            Text(area.X + 2, area.Y, $" {Truncation.End(title, area.Width - 6, g.Ellipsis)} ", style);
        }
    }

    public void HorizontalLine(int x, int y, int length, Style style) =>
        Fill(new Rect(x, y, length, 1), style, Glyphs.Horizontal);

    public void VerticalLine(int x, int y, int length, Style style) =>
        Fill(new Rect(x, y, 1, length), style, Glyphs.Vertical);

    /// <summary>
    /// Puts the terminal's cursor here for this frame. Without a call, or outside the window, the cursor is hidden.
    /// </summary>
    public void PlaceCursor(int x, int y) =>
        _buffer.Cursor = _clip.Contains(x + _area.X, y + _area.Y) ? (x + _area.X, y + _area.Y) : null;

    private int PutCluster(int column, int row, int limit, ReadOnlySpan<char> cluster, int columns, Style style)
    {
        if (columns == 0)
        {
            return column;
        }

        if (column >= _clip.X && column + columns <= limit)
        {
            _buffer.Put(column, row, _buffer.GlyphOf(cluster), columns, Laid(style, column, row));
        }
        else
        {
            for (var x = Math.Max(column, _clip.X); x < Math.Min(column + columns, limit); x++)
            {
                _buffer.Put(x, row, ' ', 1, Laid(style, x, row));
            }
        }

        return column + columns;
    }

    private Style Laid(Style style, int x, int y) =>
        style.Background.IsDefault ? style.On(_buffer.StyleAt(x, y).Background) : style;
}
