using System.Diagnostics;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Finds the processes of a run on this machine by the mark in their name or command line, wherever they were moved to.
/// </summary>
internal static class MarkedProcesses
{
    /// <summary>How long the last processes of a run may take to disappear after its outcome was told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<int> Find(string mark)
    {
        List<int> found = [];
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && id != Environment.ProcessId
                && !IsZombie(folder)
                && (Read(folder + "/comm").Contains(mark, StringComparison.Ordinal)
                    || Read(folder + "/cmdline").Contains(mark, StringComparison.Ordinal)))
            {
                found.Add(id);
            }
        }

        return found;
    }

    /// <summary>The processes that are still there when the patience is over; empty as soon as none is.</summary>
    public static async Task<IReadOnlyList<int>> LeftAsync(string mark)
    {
        var started = Stopwatch.GetTimestamp();
        var found = Find(mark);
        while (found.Count > 0 && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(20);
            found = Find(mark);
        }

        return found;
    }

    /// <summary>Ends processes by their numbers.</summary>
    public static void End(IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception error) when (
                error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended by itself.
            }
        }
    }

    // Ended, and waiting for a parent that outside of the sandbox may take its time.
    private static bool IsZombie(string folder) => Read(folder + "/stat").Split(") ").Last().StartsWith('Z');

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
