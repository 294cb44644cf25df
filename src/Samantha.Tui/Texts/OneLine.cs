namespace Samantha.Tui.Texts;

/// <summary>Long texts as one line: line breaks and runs of blanks become one blank, the end is cut. Pure.</summary>
public static class OneLine
{
    /// <summary>No more than this of a text is looked at: a prompt may be a book.</summary>
    private const int LookedAtMax = 2_000;

    public static string Of(string text, int charsMax = 400)
    {
        ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(text.Length, LookedAtMax));
        var line = new System.Text.StringBuilder(Math.Min(start.Length, charsMax) + 1);
        foreach (char c in start)
        {
            if (line.Length >= charsMax)
            {
                break;
            }

            if (!char.IsWhiteSpace(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        // Half a surrogate pair at the cut would be drawn as a mark.
        if (line.Length > 0 && char.IsHighSurrogate(line[^1]))
        {
            line.Length--;
        }

        return line.ToString().TrimEnd() + (line.Length >= charsMax || text.Length > LookedAtMax ? " …" : "");
    }
}
