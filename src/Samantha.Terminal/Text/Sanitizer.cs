using System.Text;

namespace Samantha.Terminal.Text;

/// <summary>
/// Makes text from outside harmless for a terminal: C0, C1, ESC, DEL, line separators, bidi overrides and lone surrogates become
/// visible marks. It works on characters, not on sequences, so that no way of cutting a text can slip one through.
/// </summary>
public static class Sanitizer
{
    /// <summary>Stands for what has no picture of its own.</summary>
    public const char Mark = '\u2426';

    /// <summary>True when no character would be changed (line feeds and tabs count as changed).</summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsForbidden(rune))
            {
                return false;
            }
        }

        return !HasLoneSurrogate(text);
    }

    /// <summary>The text with marks in place of what may not reach a terminal. A tab becomes blanks.</summary>
    /// <param name="keepLineFeeds">For plain output of several lines; a carriage return never stays.</param>
    /// <param name="ascii">Only printable ASCII comes out; everything else is a question mark.</param>
    public static string Clean(string text, bool keepLineFeeds = false, bool ascii = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!ascii && IsClean(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' && keepLineFeeds)
            {
                result.Append('\n');
            }
            else if (rune.Value == '\t')
            {
                result.Append(' ', TextWidth.TabColumns);
            }
            else if (ascii && rune.Value is not (>= ' ' and <= '~'))
            {
                result.Append('?');
            }
            else
            {
                result.Append(IsForbidden(rune) ? new Rune(MarkFor(rune)) : rune);
            }
        }

        return result.ToString();
    }

    /// <summary>True for a character that may never be written to a terminal as it is.</summary>
    internal static bool IsForbidden(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x2028)
        {
            return value is < 0x20 or (>= 0x7F and <= 0x9F);
        }

        return value is (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069)
            || (value & 0xFFFE) == 0xFFFE
            || (value is >= 0xFDD0 and <= 0xFDEF);
    }

    /// <summary>The picture of a control character, or the general mark.</summary>
    internal static char MarkFor(Rune rune) => rune.Value switch
    {
        < 0x20 => (char)(0x2400 + rune.Value),
        0x7F => '\u2421',
        _ => Mark,
    };

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
