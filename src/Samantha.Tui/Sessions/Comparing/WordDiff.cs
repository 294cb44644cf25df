using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Samantha.Tui.Sessions.Comparing;

/// <summary>
/// Compares two texts word by word with the fewest differences (the greedy algorithm of E. W. Myers). Pure; time and memory
/// are bounded by <see cref="EditsMax"/>.
/// </summary>
public static class WordDiff
{
    /// <summary>
    /// Beyond so many differing words nobody reads them one by one; the trace of the search then takes 16 MB.
    /// </summary>
    public const int EditsMax = 2_000;

    /// <summary>Longer texts are not taken apart; a context window of a million tokens is shorter.</summary>
    public const int CharactersMax = 4_000_000;

    public static WordDifference Compare(string first, string second, int editsMax = EditsMax)
    {
        if (first.Length > CharactersMax || second.Length > CharactersMax)
        {
            return new WordDifference(Join([(DiffKind.Removed, first), (DiffKind.Added, second)]), IsExact: first == second);
        }

        var a = Split(first);
        var b = Split(second);
        int start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        int tail = 0;
        while (tail < a.Length - start && tail < b.Length - start && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var middle = Search(a.AsSpan()[start..^tail], b.AsSpan()[start..^tail], editsMax);
        var all = new List<(DiffKind, string)>();
        all.AddRange(a.Take(start).Select(token => (DiffKind.Both, token)));
        all.AddRange(middle ?? Whole(a.AsSpan()[start..^tail], b.AsSpan()[start..^tail]));
        all.AddRange(a.Skip(a.Length - tail).Select(token => (DiffKind.Both, token)));
        return new WordDifference(Join(all), middle is not null);
    }

    /// <summary>Words, runs of blanks, and single signs; together they are the text again.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<string>();
        for (int at = 0; at < text.Length;)
        {
            int end = at;
            if (IsWord(text[at]))
            {
                while (end < text.Length && IsWord(text[end]))
                {
                    end++;
                }
            }
            else if (text[at] is ' ' or '\t')
            {
                while (end < text.Length && text[end] is ' ' or '\t')
                {
                    end++;
                }
            }
            else
            {
                // A line end, a sign, or half of a character beyond 16 bits together with its other half.
                end += char.IsSurrogatePair(text, at) ? 2 : 1;
            }

            tokens.Add(text[at..end]);
            at = end;
        }

        return tokens.ToImmutable();
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Null when there are more differences than allowed.</summary>
    private static List<(DiffKind Kind, string Text)>? Search(ReadOnlySpan<string> a, ReadOnlySpan<string> b, int editsMax)
    {
        // reached[k + offset]: how far in a the furthest path on diagonal k has come. One copy is kept for each number of edits.
        int most = Math.Min(a.Length + b.Length, editsMax);
        int offset = most + 1;
        int[] reached = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (int edits = 0; edits <= most; edits++)
        {
            trace.Add(reached[(offset - edits - 1)..(offset + edits + 2)]);
            for (int k = -edits; k <= edits; k += 2)
            {
                bool down = k == -edits || (k != edits && reached[offset + k - 1] < reached[offset + k + 1]);
                int x = down ? reached[offset + k + 1] : reached[offset + k - 1] + 1;
                int y = x - k;
                while (x < a.Length && y < b.Length && x >= 0 && y >= 0 && a[x] == b[y])
                {
                    x++;
                    y++;
                }

                reached[offset + k] = x;
                if (x >= a.Length && y >= b.Length)
                {
                    return Back(a, b, trace, edits);
                }
            }
        }

        return null;
    }

    private static List<(DiffKind Kind, string Text)> Back(
        ReadOnlySpan<string> a, ReadOnlySpan<string> b, List<int[]> trace, int edits)
    {
        var found = new List<(DiffKind, string)>();
        int x = a.Length;
        int y = b.Length;
        for (int left = edits; left > 0; left--)
        {
            int[] reached = trace[left];
            int k = x - y;
            int At(int diagonal) => reached[diagonal + left + 1];
            bool down = k == -left || (k != left && At(k - 1) < At(k + 1));
            int fromX = down ? At(k + 1) : At(k - 1);
            int fromY = fromX - (down ? k + 1 : k - 1);
            for (; x > fromX && y > fromY; x--, y--)
            {
                found.Add((DiffKind.Both, a[x - 1]));
            }

            found.Add(down ? (DiffKind.Added, b[y - 1]) : (DiffKind.Removed, a[x - 1]));
            (x, y) = (fromX, fromY);
        }

        for (; x > 0; x--)
        {
            found.Add((DiffKind.Both, a[x - 1]));
        }

        found.Reverse();
        return found;
    }

    private static List<(DiffKind Kind, string Text)> Whole(ReadOnlySpan<string> a, ReadOnlySpan<string> b) =>
        [(DiffKind.Removed, string.Concat(a)), (DiffKind.Added, string.Concat(b))];

    // Neighbours of one kind become one piece; between two common pieces the removed words come first.
    private static ImmutableArray<DiffPiece> Join(List<(DiffKind Kind, string Text)> tokens)
    {
        var pieces = ImmutableArray.CreateBuilder<DiffPiece>();
        var text = new Dictionary<DiffKind, StringBuilder>
        {
            [DiffKind.Both] = new(), [DiffKind.Removed] = new(), [DiffKind.Added] = new(),
        };
        void Flush(DiffKind kind)
        {
            if (text[kind].Length > 0)
            {
                pieces.Add(new DiffPiece(kind, text[kind].ToString()));
                text[kind].Clear();
            }
        }

        foreach (var (kind, token) in tokens)
        {
            if (kind == DiffKind.Both)
            {
                Flush(DiffKind.Removed);
                Flush(DiffKind.Added);
            }
            else
            {
                Flush(DiffKind.Both);
            }

            text[kind].Append(token);
        }

        Flush(DiffKind.Both);
        Flush(DiffKind.Removed);
        Flush(DiffKind.Added);
        return pieces.ToImmutable();
    }
}
