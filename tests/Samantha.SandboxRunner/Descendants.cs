using System.Diagnostics;

namespace Samantha.SandboxRunner;

/// <summary>Counts the processes below this one: the sandbox is the only thing that starts any here.</summary>
internal static class Descendants
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How many are there when the patience is over; 0 as soon as there are none.</summary>
    public static async Task<int> LeftAsync()
    {
        var started = Stopwatch.GetTimestamp();
        int count;
        while ((count = Count()) > 0 && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(20);
        }

        return count;
    }

    private static int Count()
    {
        Dictionary<int, int> parents = [];
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Parent(folder) is { } parent)
            {
                parents[id] = parent;
            }
        }

        return parents.Keys.Count(id => IsBelow(id, parents));
    }

    private static bool IsBelow(int id, Dictionary<int, int> parents)
    {
        for (var depth = 0; depth < 1000 && parents.TryGetValue(id, out var parent); depth++)
        {
            if (parent == Environment.ProcessId)
            {
                return true;
            }

            id = parent;
        }

        return false;
    }

    private static int? Parent(string folder)
    {
        try
        {
            // The name stands in brackets and may hold anything; the state and the parent come after the last one.
            var fields = File.ReadAllText(folder + "/stat").Split(") ").Last().Split(' ');
            return int.Parse(fields[1]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
