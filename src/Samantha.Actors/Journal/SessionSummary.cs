namespace Samantha.Actors.Journal;

/// <summary>
/// The line that a list of sessions shows, stored in the journal in the same transaction as the events it sums up.
/// </summary>
/// <param name="ChainName">As the chain file has it; unsanitised text.</param>
/// <param name="Status">One of <see cref="SessionStatusText"/>; a later version may add words.</param>
/// <param name="StartedUtc">When the session was first started.</param>
/// <param name="ChangedUtc">When the last event was written.</param>
/// <param name="StepsDone">Committed responses.</param>
/// <param name="StepsTotal">Null when the chain is endless.</param>
/// <param name="Tokens">Prompt and response tokens together.</param>
/// <param name="Failures">Failed steps.</param>
public sealed record SessionSummary(
    string ChainName,
    string Status,
    DateTimeOffset StartedUtc,
    DateTimeOffset ChangedUtc,
    long StepsDone,
    long? StepsTotal,
    long Tokens,
    long Failures);
