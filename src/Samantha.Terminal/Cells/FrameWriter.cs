using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Samantha.Terminal.Text;

namespace Samantha.Terminal.Cells;

/// <summary>
/// Writes the control sequences of one frame and remembers where the cursor is and which style is set. Decides nothing.
/// </summary>
internal sealed class FrameWriter(ArrayBufferWriter<byte> output, ColorDepth depth, bool asciiText)
{
    // Finding the nearest colour takes a while and a screen has few styles; a stream of ever new ones empties the memory.
    private const int MaxRememberedStyles = 4_096;

    private readonly Dictionary<Style, Style> _shown = [];
    private int _x;
    private int _y;
    private Style? _style;
    private bool _begun;
    private bool _cursorShown;

    public void Begin()
    {
        Lost();
        _style = null;
        _begun = false;
    }

    /// <summary>Ends the frame; false when there was nothing to write.</summary>
    public bool End((int X, int Y)? cursor, (int X, int Y)? before, bool repaint)
    {
        if (!_begun && cursor == before && !repaint)
        {
            return false;
        }

        Open();
        if (cursor is { } at)
        {
            MoveTo(at.X, at.Y);
            Raw("\e[?25h"u8);
        }
        else if (repaint || before is not null)
        {
            Raw("\e[?25l"u8);
        }

        _cursorShown = cursor is not null;
        Raw("\e[?2026l"u8);
        return true;
    }

    public bool IsAt(int x, int y) => _x == x && _y == y;

    /// <summary>The cursor's column when it is in that row, else -1.</summary>
    public int ColumnIn(int y) => _y == y ? _x : -1;

    public void NowAt(int x, int y, int width)
    {
        // In the last column terminals differ on where the cursor is now.
        (_x, _y) = x >= width ? (-1, -1) : (x, y);
    }

    public void Lost() => (_x, _y) = (-1, -1);

    public void MoveTo(int x, int y)
    {
        Open();
        if (_y == y && x > _x)
        {
            Raw("\e["u8);
            if (x - _x > 1)
            {
                Number(x - _x);
            }

            Raw("C"u8);
        }
        else
        {
            Raw("\e["u8);
            Number(y + 1);
            Raw(";"u8);
            Number(x + 1);
            Raw("H"u8);
        }

        (_x, _y) = (x, y);
    }

    public void MoveToColumn(int x)
    {
        Raw("\e["u8);
        Number(x + 1);
        Raw("G"u8);
    }

    public bool HasStyle(Style style) => _style is { } now && now == Shown(style);

    public void SetStyle(Style wanted)
    {
        Open();
        var style = Shown(wanted);
        if (_style == style)
        {
            return;
        }

        var now = _style ?? Style.Plain;
        var reset = _style is null || (now.Attributes & ~style.Attributes) != 0;
        Raw("\e["u8);
        if (reset)
        {
            Raw("0"u8);
            now = Style.Plain;
        }

        var first = !reset;
        Attributes(style.Attributes & ~now.Attributes, ref first);
        Ground(style.Foreground, now.Foreground, 30, ref first);
        Ground(style.Background, now.Background, 40, ref first);
        Raw("m"u8);
        _style = style;
    }

    public void Put(byte ascii)
    {
        output.GetSpan(1)[0] = ascii;
        output.Advance(1);
    }

    public void PutBlanks(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Put((byte)' ');
        }
    }

    public void PutCluster(ReadOnlySpan<char> cluster, int columns)
    {
        if (asciiText)
        {
            Put((byte)'?');
            PutBlanks(columns - 1);
            return;
        }

        foreach (var rune in cluster.EnumerateRunes())
        {
            // The buffer holds nothing forbidden; this line keeps a mistake there from reaching the terminal.
            var safe = Sanitizer.IsForbidden(rune) ? new Rune('?') : rune;
            output.Advance(safe.EncodeToUtf8(output.GetSpan(4)));
        }
    }

    private Style Shown(Style style)
    {
        if (depth == ColorDepth.TrueColor)
        {
            return style;
        }

        if (!_shown.TryGetValue(style, out var shown))
        {
            if (_shown.Count >= MaxRememberedStyles)
            {
                _shown.Clear();
            }

            shown = ColorDowngrade.To(style, depth);
            _shown.Add(style, shown);
        }

        return shown;
    }

    private void Open()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        Raw("\e[?2026h"u8);
        if (_cursorShown)
        {
            Raw("\e[?25l"u8); // For terminals that do not know synchronized updates.
        }
    }

    private void Attributes(TextAttributes added, ref bool first)
    {
        ReadOnlySpan<(TextAttributes Attribute, int Code)> codes =
        [
            (TextAttributes.Bold, 1), (TextAttributes.Dim, 2), (TextAttributes.Italic, 3),
            (TextAttributes.Underline, 4), (TextAttributes.Reverse, 7), (TextAttributes.Strike, 9),
        ];
        foreach (var (attribute, code) in codes)
        {
            if ((added & attribute) != 0)
            {
                Parameter(code, ref first);
            }
        }
    }

    private void Ground(Color color, Color now, int code, ref bool first)
    {
        if (color == now)
        {
            return;
        }

        if (color.IsDefault)
        {
            Parameter(code + 9, ref first);
        }
        else if (color.IsRgb)
        {
            Parameter(code + 8, ref first);
            Parameter(2, ref first);
            Parameter(color.R, ref first);
            Parameter(color.G, ref first);
            Parameter(color.B, ref first);
        }
        else if (color.Index < 16)
        {
            Parameter(color.Index < 8 ? code + color.Index : code + 60 + color.Index - 8, ref first);
        }
        else
        {
            Parameter(code + 8, ref first);
            Parameter(5, ref first);
            Parameter(color.Index, ref first);
        }
    }

    private void Parameter(int value, ref bool first)
    {
        if (!first)
        {
            Raw(";"u8);
        }

        first = false;
        Number(value);
    }

    private void Number(int value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(11), out var written);
        output.Advance(written);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);
}
