using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Host.Reporting;

/// <summary>Reads a session's journal into its report, with the disk as it is now; works also while the session runs.</summary>
internal static class SessionReports
{
    /// <summary>The report of what is intact, and what is wrong with the rest; no report without a beginning.</summary>
    /// <exception cref="JournalException">There is no journal, or it cannot be read at all.</exception>
    public static (SessionReport? Report, string? Damage) Read(string sessionFolder, bool isAlive, TimeProvider time)
    {
        using JournalReader reader = JournalReader.Open(sessionFolder);
        var reporter = new SessionReporter();
        string? problem = null;
        try
        {
            foreach (SessionEvent happened in SessionJournals.Events(reader))
            {
                reporter.Add(happened);
            }
        }
        catch (Exception e) when (e is FormatException or SessionInvariantException)
        {
            problem = e.Message;
        }

        SessionState state = reporter.State;
        DateTimeOffset now = isAlive ? time.GetUtcNow() : state.LastAtUtc;
        StopDisk? disk = new SessionDisk(sessionFolder).Measure(state.ProducedBytes);
        var clock = new StopClock(state.Elapsed(now), now, time.LocalTimeZone, disk);
        return (reporter.Build(clock), reader.Damage?.What ?? problem);
    }
}
