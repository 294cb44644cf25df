using System.Text;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Text;

namespace Samantha.Terminal.Devices;

/// <summary>
/// The screen of an emulated terminal: cells, cursor and modes, changed by what <see cref="VirtualTerminalParser"/> reads. Knows
/// nothing of the renderer whose output it shows.
/// </summary>
internal sealed class VirtualScreen
{
    private readonly bool _joinsClusters;
    private string[] _texts;
    private Style[] _styles;
    private bool _wrapPending;
    private int _joinAt = -1;

    /// <param name="joinsClusters">False: an older terminal, which draws each code point of a joined emoji by itself.</param>
    public VirtualScreen(int width, int height, bool joinsClusters = true)
    {
        _joinsClusters = joinsClusters;
        Width = width;
        Height = height;
        _texts = Blank(width * height);
        _styles = new Style[width * height];
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int X { get; private set; }

    public int Y { get; private set; }

    public Style Pen { get; set; }

    public bool AutoWrap { get; set; } = true;

    public Cell At(int x, int y)
    {
        var i = (y * Width) + x;
        var wide = x + 1 < Width && _texts[i].Length > 0 && _texts[i + 1].Length == 0;
        return new Cell(_texts[i], _styles[i], _texts[i].Length == 0 ? 0 : wide ? 2 : 1);
    }

    public void MoveTo(int x, int y)
    {
        X = Math.Clamp(x, 0, Width - 1);
        Y = Math.Clamp(y, 0, Height - 1);
        _wrapPending = false;
        _joinAt = -1;
    }

    public void LineFeed()
    {
        if (Y + 1 < Height)
        {
            MoveTo(X, Y + 1);
            return;
        }

        Array.Copy(_texts, Width, _texts, 0, _texts.Length - Width);
        Array.Copy(_styles, Width, _styles, 0, _styles.Length - Width);
        Erase(0, Height - 1, Width, 1);
    }

    /// <summary>Blanks an area in the pen's background.</summary>
    public void Erase(int x, int y, int width, int height)
    {
        for (var row = y; row < y + height; row++)
        {
            for (var column = x; column < x + width; column++)
            {
                Set(column, row, " ", 1, new Style(Color.Default, Pen.Background));
            }
        }
    }

    public void Resize(int width, int height)
    {
        var (texts, styles) = (Blank(width * height), new Style[width * height]);
        for (var y = 0; y < Math.Min(height, Height); y++)
        {
            for (var x = 0; x < Math.Min(width, Width); x++)
            {
                texts[(y * width) + x] = _texts[(y * Width) + x];
                styles[(y * width) + x] = _styles[(y * Width) + x];
            }
        }

        (_texts, _styles, Width, Height) = (texts, styles, width, height);
        MoveTo(X, Y);
    }

    public void Print(Rune rune)
    {
        if (_joinAt >= 0 && Join(rune))
        {
            return;
        }

        var columns = TextWidth.OfRune(rune);
        if (columns == 0)
        {
            // Terminals put what has no width onto the character before it, or drop it.
            if (_joinAt >= 0)
            {
                _texts[_joinAt] += rune;
            }

            return;
        }

        if (_wrapPending && AutoWrap)
        {
            MoveTo(0, Y);
            LineFeed();
        }

        if (X + columns > Width)
        {
            X = Width - columns; // Without wrapping the last columns are written again and again.
        }

        Set(X, Y, rune.ToString(), columns, Pen);
        _joinAt = (Y * Width) + X;
        Advance(columns);
    }

    private bool Join(Rune rune)
    {
        var before = _texts[_joinAt];
        var joined = before + rune;
        if (!_joinsClusters)
        {
            if (TextWidth.OfRune(rune) > 0)
            {
                return false;
            }

            _texts[_joinAt] = joined;
            return true;
        }

        if (before.Length == 0 || Graphemes.LengthAt(joined, 0) != joined.Length)
        {
            return false;
        }

        var (old, now) = (TextWidth.OfCluster(before), TextWidth.OfCluster(joined));
        _texts[_joinAt] = joined;
        if (now > old && (_joinAt % Width) + now <= Width)
        {
            var x = _joinAt % Width;
            Set(x, Y, joined, now, _styles[_joinAt]);
            X = x;
            Advance(now);
            _joinAt = (Y * Width) + x;
        }

        return true;
    }

    private void Advance(int columns)
    {
        _wrapPending = X + columns >= Width;
        X = Math.Min(X + columns, Width - 1);
    }

    private void Set(int x, int y, string text, int columns, Style style)
    {
        var i = (y * Width) + x;
        if (_texts[i].Length == 0 && x > 0)
        {
            _texts[i - 1] = " ";
        }

        if (x + columns < Width && _texts[i + columns].Length == 0)
        {
            _texts[i + columns] = " ";
        }

        (_texts[i], _styles[i]) = (text, style);
        if (columns == 2)
        {
            (_texts[i + 1], _styles[i + 1]) = ("", style);
        }
    }

    private static string[] Blank(int count)
    {
        var result = new string[count];
        Array.Fill(result, " ");
        return result;
    }
}
