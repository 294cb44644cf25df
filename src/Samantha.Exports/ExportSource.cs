using Samantha.Chains.Code;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;

namespace Samantha.Exports;

/// <summary>
/// A session as the renderers see it. They open nothing themselves: records, files and links all come through these functions.
/// </summary>
public sealed record ExportSource
{
    /// <summary>
    /// The records from the first on. Called once or twice, and the second time it must give at least as many: renderers read no
    /// further than the first time.
    /// </summary>
    public required Func<IEnumerable<ExportRecord>> Records { get; init; }

    /// <summary>What is wrong with the journal; asked after the records were read to their end. Null = nothing.</summary>
    public Func<string?> Damage { get; init; } = static () => null;

    /// <summary>The content of a produced file; null when it is not there any more. The caller closes it.</summary>
    public Func<StepPosition, ProducedFile, Stream?> OpenFile { get; init; } = static (_, _) => null;

    /// <summary>Where a produced file can be found by who reads the export, as a URL; null = nowhere.</summary>
    public Func<StepPosition, ProducedFile, string?> LinkTo { get; init; } = static (_, _) => null;

    /// <summary>How the tokens of a response were chosen; empty when the session kept no evidence of it.</summary>
    public Func<ResponseCommitted, IReadOnlyList<TokenEvidence>> Evidence { get; init; } = static _ => [];

    /// <summary>Whether a program works on the session now.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The response that is being written; asked after the records were read to their end. Null = none.</summary>
    public Func<UnfinishedResponse?> Unfinished { get; init; } = static () => null;

    /// <summary>
    /// What the session came to; null = no report. It is worked out from the events in the order in which they happened, which is
    /// not always that of the records.
    /// </summary>
    public Func<SessionReport?> Report { get; init; } = static () => null;

    /// <summary>A source over events in memory.</summary>
    public static ExportSource Of(IEnumerable<SessionEvent> events)
    {
        SessionEvent[] all = [.. events];
        ExportRecord[] records = [.. all.Select(ExportRecord.Of)];
        return new ExportSource { Records = () => records, Report = () => ReportOf(all) };
    }

    // Events that do not follow each other are exported all the same.
    private static SessionReport? ReportOf(SessionEvent[] events)
    {
        try
        {
            return SessionReporter.Of(events);
        }
        catch (Exception e) when (e is SessionInvariantException or FormatException)
        {
            return null;
        }
    }
}
