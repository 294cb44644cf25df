namespace Samantha.Terminal.Widgets.Commands;

/// <summary>
/// Finds the letters of a query in a text, in order but not necessarily together, and says how good the match is. Letters at the
/// start of words and letters in a row score more. Pure; ignores case.
/// </summary>
public static class FuzzyMatcher
{
    /// <summary>Longer texts are matched by their beginning only, so that the search stays cheap.</summary>
    public const int MaxTextChars = 256;

    private const int StartOfWord = 12;
    private const int InARow = 8;
    private const int Hit = 4;
    private const int Gap = -1;
    private const int Worst = int.MinValue / 2;

    /// <summary>Null when the query does not occur; an empty query matches everything with score 0.</summary>
    public static FuzzyMatch? Match(string query, string text)
    {
        string letters = query.Replace(" ", "", StringComparison.Ordinal);
        if (letters.Length == 0)
        {
            return new FuzzyMatch(0, []);
        }

        int count = Math.Min(text.Length, MaxTextChars);
        if (letters.Length > count)
        {
            return null;
        }

        // best[q, t]: the best score with letter q matched exactly at character t.
        var best = new int[letters.Length, count];
        var from = new int[letters.Length, count];
        for (int q = 0; q < letters.Length; q++)
        {
            FillRow(q, letters[q], text, count, best, from);
        }

        int last = -1;
        for (int t = 0; t < count; t++)
        {
            if (best[letters.Length - 1, t] > Worst && (last < 0 || best[letters.Length - 1, t] > best[letters.Length - 1, last]))
            {
                last = t;
            }
        }

        if (last < 0)
        {
            return null;
        }

        var positions = new int[letters.Length];
        int score = best[letters.Length - 1, last];
        for (int q = letters.Length - 1; q >= 0; q--)
        {
            positions[q] = last;
            last = from[q, last];
        }

        return new FuzzyMatch(score - ((text.Length - letters.Length) / 8), [.. positions]);
    }

    private static void FillRow(int q, char letter, string text, int count, int[,] best, int[,] from)
    {
        // The best way to have matched the letter before, somewhere left of t, with the gap counted.
        int carried = Worst;
        int carriedAt = -1;
        for (int t = 0; t < count; t++)
        {
            best[q, t] = Worst;
            from[q, t] = -1;
            if (q > 0 && t > 0)
            {
                carried = carried > Worst ? carried + Gap : Worst;
                if (best[q - 1, t - 1] > carried)
                {
                    (carried, carriedAt) = (best[q - 1, t - 1], t - 1);
                }
            }

            if (char.ToUpperInvariant(text[t]) != char.ToUpperInvariant(letter) || (q > 0 && carried <= Worst))
            {
                continue;
            }

            int bonus = Hit + (IsWordStart(text, t) ? StartOfWord : 0);
            int value = q == 0 ? bonus : carried + bonus;
            int before = q == 0 ? -1 : carriedAt;
            if (q > 0 && best[q - 1, t - 1] > Worst && best[q - 1, t - 1] + InARow + bonus > value)
            {
                (value, before) = (best[q - 1, t - 1] + InARow + bonus, t - 1);
            }

            best[q, t] = value;
            from[q, t] = before;
        }
    }

    private static bool IsWordStart(string text, int at) =>
        at == 0 || !char.IsLetterOrDigit(text[at - 1]) || (char.IsUpper(text[at]) && char.IsLower(text[at - 1]));
}
