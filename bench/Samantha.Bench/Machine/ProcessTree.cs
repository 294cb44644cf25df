using System.Globalization;

namespace Samantha.Bench.Machine;

/// <summary>Reads from Linux's /proc what this process and everything it started use. Reads only.</summary>
internal static class ProcessTree
{
    /// <summary>The unit of /proc/*/stat on every Linux of today.</summary>
    public const double TicksPerSecond = 100;

    /// <summary>
    /// Processor seconds of this process and all below it, those that have ended included: a process's time goes over to its
    /// parent when that has waited for it.
    /// </summary>
    public static double ProcessorSeconds()
    {
        Dictionary<int, (int Parent, long Ticks)> all = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                && Read(id) is { } one)
            {
                all[id] = one;
            }
        }

        return all.Where(one => IsOurs(one.Key, all)).Sum(one => one.Value.Ticks) / TicksPerSecond;
    }

    /// <summary>A process and all below it, the deepest first.</summary>
    public static IReadOnlyList<int> Below(int root)
    {
        List<int> found = [root];
        for (int at = 0; at < found.Count; at++)
        {
            string children = "";
            try
            {
                children = string.Join(' ', Directory.GetDirectories($"/proc/{found[at]}/task")
                    .Select(task => File.ReadAllText(Path.Combine(task, "children"))));
            }
            catch (IOException)
            {
                // It has just ended.
            }

            found.AddRange(children.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
        }

        found.Reverse();
        return found;
    }

    /// <summary>Resident memory of a process in bytes; null when it has ended.</summary>
    public static long? ResidentBytes(int processId)
    {
        try
        {
            string line = File.ReadLines($"/proc/{processId}/status")
                .FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) ?? "";
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length == 3 ? long.Parse(parts[1], CultureInfo.InvariantCulture) * 1024 : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsOurs(int id, Dictionary<int, (int Parent, long Ticks)> all)
    {
        // A chain of parents is short; the bound is for a list that was read while it changed.
        for (int step = 0; step < 100 && id > 0; step++)
        {
            if (id == Environment.ProcessId)
            {
                return true;
            }

            id = all.TryGetValue(id, out (int Parent, long Ticks) one) ? one.Parent : 0;
        }

        return false;
    }

    private static (int Parent, long Ticks)? Read(int id)
    {
        try
        {
            // The name in parentheses may hold anything; the figures come behind its last parenthesis.
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] parts = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long ticks = parts[11..15].Sum(part => long.Parse(part, CultureInfo.InvariantCulture));
            return (int.Parse(parts[1], CultureInfo.InvariantCulture), ticks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
