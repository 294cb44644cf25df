using System.Globalization;

namespace Samantha.Bench.TerminalUi;

/// <summary>Processor time of this process by the names of its threads: which part of the program is busy.</summary>
internal sealed class ThreadTimes
{
    private readonly Dictionary<string, double> _seconds;

    private ThreadTimes(Dictionary<string, double> seconds) => _seconds = seconds;

    public static ThreadTimes Now()
    {
        var seconds = new Dictionary<string, double>();
        foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            try
            {
                string name = File.ReadAllText(Path.Combine(task, "comm")).Trim();
                string nanoseconds = File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0];
                seconds[name] = seconds.GetValueOrDefault(name) + (long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 1e9);
            }
            catch (IOException)
            {
                // It ended in between.
            }
        }

        return new ThreadTimes(seconds);
    }

    /// <summary>Percent of a core that threads of this name used since then; the system cuts names at 15 characters.</summary>
    public double PercentOf(string name, ThreadTimes before, double elapsedSeconds) =>
        100 * (_seconds.GetValueOrDefault(name) - before._seconds.GetValueOrDefault(name)) / elapsedSeconds;

    /// <summary>The busiest first: their names, and percent of a core since then.</summary>
    public string Since(ThreadTimes before, double elapsedSeconds) => string.Join(
        ", ", _seconds.Select(thread => (thread.Key, Percent: 100 * (thread.Value - before._seconds.GetValueOrDefault(thread.Key)) / elapsedSeconds))
            .Where(thread => thread.Percent >= 0.1).OrderByDescending(thread => thread.Percent)
            .Select(thread => string.Create(CultureInfo.InvariantCulture, $"{thread.Key} {thread.Percent:F1}")));
}
