using System.Globalization;

namespace Samantha.Terminal.Text;

/// <summary>What people call one character: boundaries of grapheme clusters in UTF-16 offsets. Pure.</summary>
public static class Graphemes
{
    // Looking back for a boundary stops here, so that a hostile run of joining characters cannot make every key press slow.
    private const int LookBackChars = 2048;

    /// <summary>Length in chars of the cluster that begins at an offset; 0 at the end.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int offset)
    {
        if ((uint)offset >= (uint)text.Length)
        {
            return 0;
        }

        // A carriage return is drawn as a mark of its own, so it never joins the line feed after it.
        var single = TextWidth.IsPlainAscii(text, offset) || text[offset] == '\r';
        return single ? 1 : StringInfo.GetNextTextElementLength(text[offset..]);
    }

    /// <summary>The boundary after the cluster at the offset.</summary>
    public static int Next(ReadOnlySpan<char> text, int offset) => Math.Min(text.Length, offset + LengthAt(text, offset));

    /// <summary>The boundary before the offset; 0 at the beginning.</summary>
    public static int Previous(ReadOnlySpan<char> text, int offset) => offset <= 0 ? 0 : Snap(text, offset - 1);

    /// <summary>The offset itself when it is a boundary, else the one before it.</summary>
    public static int Snap(ReadOnlySpan<char> text, int offset)
    {
        if (offset <= 0)
        {
            return 0;
        }

        if (offset >= text.Length)
        {
            return text.Length;
        }

        var boundary = SafeStart(text, offset);
        while (true)
        {
            var next = boundary + LengthAt(text, boundary);
            if (next > offset)
            {
                return boundary;
            }

            boundary = next;
        }
    }

    private static int SafeStart(ReadOnlySpan<char> text, int offset)
    {
        var least = Math.Max(0, offset - LookBackChars);
        for (var i = offset; i > least; i--)
        {
            if (text[i] is >= ' ' and < (char)0x300 && text[i - 1] < 0x300)
            {
                return i;
            }
        }

        return least > 0 && char.IsLowSurrogate(text[least]) ? least - 1 : least;
    }
}
