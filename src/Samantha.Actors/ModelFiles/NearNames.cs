using System.Collections.Immutable;

namespace Samantha.Actors.ModelFiles;

/// <summary>Names that a person may have meant: those that contain what was typed, and those a few letters away. Pure.</summary>
internal static class NearNames
{
    private const int ShownMax = 5;

    // Longer names are compared by their beginning; the work stays bounded.
    private const int LengthMax = 128;

    public static ImmutableArray<string> Find(string typed, IEnumerable<string> names)
    {
        string wanted = Short(typed);
        int farthest = Math.Max(2, wanted.Length / 3);
        return
        [
            .. names
                .Distinct()
                .Select(name => (Name: name, Distance: Score(wanted, Short(name))))
                .Where(near => near.Distance <= farthest)
                .OrderBy(near => near.Distance)
                .ThenBy(near => near.Name, StringComparer.OrdinalIgnoreCase)
                .Take(ShownMax)
                .Select(near => near.Name),
        ];
    }

    private static string Short(string text) => (text.Length > LengthMax ? text[..LengthMax] : text).ToLowerInvariant();

    private static int Score(string wanted, string name) =>
        wanted.Length > 1 && name.Contains(wanted, StringComparison.Ordinal)
            ? 0
            : Math.Min(Distance(wanted, name), Distance(wanted, name[..Math.Min(name.Length, wanted.Length)]) + 1);

    /// <summary>Single-letter edits between two texts.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
