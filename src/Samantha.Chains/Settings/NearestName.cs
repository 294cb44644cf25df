namespace Samantha.Chains.Settings;

/// <summary>Finds the known name that a mistyped one most likely means, for "Did you mean" in messages.</summary>
internal static class NearestName
{
    private const int NameCharactersMax = 64;

    /// <summary>The nearest name when it is at most a third of its letters away, else null.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > NameCharactersMax)
        {
            return null;
        }

        var typed = Normal(name);
        var best = known.Select(candidate => (Name: candidate, Distance: Distance(typed, Normal(candidate))))
            .OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, (best.Name.Length + 1) / 3) ? best.Name : null;
    }

    private static string Normal(string name) => name.ToLowerInvariant().Replace('_', '-');

    // Edit distance with two rows.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
