using System.Text;

namespace Samantha.Chains.Text;

/// <summary>
/// Makes text storable: half characters (lone surrogates) become U+FFFD, which everyone can see. Nothing else is touched.
/// </summary>
public static class TextRepair
{
    /// <summary>The index of the first lone surrogate, or -1.</summary>
    public static int FirstLoneSurrogate(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('\ud800', '\udfff');
        for (var index = Math.Max(first, 0); first >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
                continue;
            }

            return index;
        }

        return -1;
    }

    /// <summary>The text itself when it has no lone surrogate, else a copy with each one replaced.</summary>
    public static string ReplaceLoneSurrogates(string text)
    {
        var first = FirstLoneSurrogate(text);
        if (first < 0)
        {
            return text;
        }

        var repaired = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            // EnumerateRunes gives U+FFFD for each half character.
            repaired.Append(rune.ToString());
        }

        return repaired.ToString();
    }
}
