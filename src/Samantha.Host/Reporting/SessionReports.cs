using System.Collections.Immutable;
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

        return (reporter.Build(Clock(sessionFolder, reporter.State, isAlive, time)), reader.Damage?.What ?? problem);
    }

    /// <summary>What is used of the limits, without reading all of a long journal.</summary>
    /// <exception cref="JournalException">The journal cannot be read, or its events cannot follow each other.</exception>
    public static ImmutableArray<BudgetUse> Budgets(string sessionFolder, bool isAlive, TimeProvider time)
    {
        SessionState state = SessionJournals.ReadState(sessionFolder);
        return Chains.Stop.Budgets.Of(state, Clock(sessionFolder, state, isAlive, time));
    }

    private static StopClock Clock(string sessionFolder, SessionState state, bool isAlive, TimeProvider time)
    {
        DateTimeOffset now = isAlive ? time.GetUtcNow() : state.LastAtUtc;
        StopDisk? disk = new SessionDisk(sessionFolder).Measure(state.ProducedBytes);
        return new StopClock(state.Elapsed(now), now, time.LocalTimeZone, disk);
    }
}
