using System.Text;
using Samantha.Terminal.Text;

namespace Samantha.Terminal.Cells;

/// <summary>One screen of cells. Owns the repair of wide halves and the neutralising of text; writes to no device.</summary>
public sealed class CellBuffer
{
    /// <summary>The right half of a wide character.</summary>
    internal const int Continuation = 0;

    // Stacked combining marks beyond this are noise; the bound keeps one cell from becoming a screenful of bytes.
    private const int MaxClusterChars = 48;

    private const int MaxSide = 2_000;

    private readonly int[] _glyphs;
    private readonly Style[] _styles;

    public CellBuffer(int width, int height)
    {
        Width = Math.Clamp(width, 1, MaxSide);
        Height = Math.Clamp(height, 1, MaxSide);
        _glyphs = new int[Width * Height];
        _styles = new Style[Width * Height];
        Array.Fill(_glyphs, ' ');
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Where the cursor is shown in this frame, or null when hidden.</summary>
    public (int X, int Y)? Cursor { get; set; }

    /// <summary>
    /// A cell positive: its code point. Zero: right half. Negative: complement of a number in <see cref="Clusters"/>.
    /// </summary>
    internal ReadOnlySpan<int> Glyphs => _glyphs;

    internal ReadOnlySpan<Style> Styles => _styles;

    internal ClusterTable Clusters { get; } = new();

    public Cell this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
            var i = (y * Width) + x;
            return new Cell(TextOf(_glyphs[i]), _styles[i], _glyphs[i] == Continuation ? 0 : IsWide(x, y) ? 2 : 1);
        }
    }

    /// <summary>Blanks everywhere, no cursor.</summary>
    public void Clear(Style style)
    {
        Clusters.EmptyIfGrown();
        Array.Fill(_glyphs, ' ');
        Array.Fill(_styles, style);
        Cursor = null;
    }

    internal string TextOf(int glyph) =>
        glyph == Continuation ? "" : glyph > 0 ? new Rune(glyph).ToString() : Clusters[~glyph];

    internal bool IsWide(int x, int y) =>
        x + 1 < Width && _glyphs[(y * Width) + x] != Continuation && _glyphs[(y * Width) + x + 1] == Continuation;

    internal Style StyleAt(int x, int y) => _styles[(y * Width) + x];

    /// <summary>Makes a glyph of one cluster; whatever may not reach a terminal becomes a mark here and nowhere later.</summary>
    internal int GlyphOf(ReadOnlySpan<char> cluster)
    {
        Rune.DecodeFromUtf16(cluster, out var first, out var used);
        if (Sanitizer.IsForbidden(first))
        {
            return Sanitizer.MarkFor(first);
        }

        if (used == cluster.Length && !TextWidth.NeedsBase(first))
        {
            return first.Value;
        }

        Span<char> text = stackalloc char[MaxClusterChars + 2];
        var length = 0;
        if (TextWidth.NeedsBase(first))
        {
            text[length++] = '\u25CC';
        }

        foreach (var rune in cluster.EnumerateRunes())
        {
            if (length + rune.Utf16SequenceLength > MaxClusterChars || Sanitizer.IsForbidden(rune))
            {
                break;
            }

            length += rune.EncodeToUtf16(text[length..]);
        }

        var number = Clusters.NumberOf(text[..length]);
        return number < 0 ? Sanitizer.Mark : ~number;
    }

    /// <summary>Sets one glyph of one or two columns that lies wholly inside, and blanks the halves of what it cuts.</summary>
    internal void Put(int x, int y, int glyph, int columns, Style style)
    {
        var i = (y * Width) + x;
        if (_glyphs[i] == Continuation && x > 0)
        {
            _glyphs[i - 1] = ' ';
        }

        if (x + columns < Width && _glyphs[i + columns] == Continuation)
        {
            _glyphs[i + columns] = ' ';
        }

        _glyphs[i] = glyph;
        _styles[i] = style;
        if (columns == 2)
        {
            _glyphs[i + 1] = Continuation;
            _styles[i + 1] = style;
        }
    }

    /// <summary>Sets the cells from one column to before another to a glyph of one column, as <see cref="Put"/> does each.</summary>
    internal void FillRow(int left, int right, int y, int glyph, Style style)
    {
        if (left >= right)
        {
            return;
        }

        var start = (y * Width) + left;
        var length = right - left;
        if (left > 0 && _glyphs[start] == Continuation)
        {
            _glyphs[start - 1] = ' ';
        }

        if (right < Width && _glyphs[start + length] == Continuation)
        {
            _glyphs[start + length] = ' ';
        }

        _glyphs.AsSpan(start, length).Fill(glyph);
        _styles.AsSpan(start, length).Fill(style);
    }

    internal void SetStyle(int x, int y, Style style)
    {
        var i = (y * Width) + x;
        if (_glyphs[i] == Continuation)
        {
            return; // Goes with its left half.
        }

        _styles[i] = style;
        if (IsWide(x, y))
        {
            _styles[i + 1] = style;
        }
    }
}
