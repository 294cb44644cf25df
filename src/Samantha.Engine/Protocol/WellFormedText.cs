using System.Buffers;
using System.Text;

namespace Samantha.Engine.Protocol;

/// <summary>
/// Makes any string valid Unicode: lone surrogates become U+FFFD. NUL and other controls are characters like any other.
/// </summary>
public static class WellFormedText
{
    public static string From(string text)
    {
        int index = FirstLoneSurrogate(text);
        if (index < 0)
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        ReadOnlySpan<char> rest = text;
        while (rest.Length > 0)
        {
            // DecodeFromUtf16 yields U+FFFD for whatever is not a character.
            Rune.DecodeFromUtf16(rest, out Rune rune, out int used);
            result.Append(rune.ToString());
            rest = rest[used..];
        }

        return result.ToString();
    }

    private static int FirstLoneSurrogate(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return -1;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (Rune.DecodeFromUtf16(text[i..], out _, out int used) != OperationStatus.Done)
            {
                return i;
            }

            i += used - 1;
        }

        return -1;
    }
}
