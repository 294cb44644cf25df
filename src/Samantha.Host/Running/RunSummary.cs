using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Reports;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>How a run ended, for the last line and the exit code.</summary>
/// <param name="Session">The session.</param>
/// <param name="Status">One of <see cref="SessionStatusText"/>.</param>
/// <param name="Message">How it ended, in words.</param>
/// <param name="Steps">Answered steps of the session.</param>
/// <param name="Tokens">Response tokens of the session.</param>
/// <param name="TokensPerSecond">Decode speed of this run; null when nothing was decoded.</param>
/// <param name="Failures">Failed steps of the session.</param>
/// <param name="Elapsed">Duration of this run.</param>
internal sealed record RunSummary(
    SessionId Session,
    string Status,
    string Message,
    long Steps,
    long Tokens,
    double? TokensPerSecond,
    long Failures,
    TimeSpan Elapsed)
{
    /// <summary>What else happened, for a terminal; empty when there is nothing to say.</summary>
    public ImmutableArray<ReportRow> Report { get; init; } = [];

    public bool CanResume => Status is not SessionStatusText.Finished;

    /// <summary>Two lines: how it ended, and how to see it again or go on.</summary>
    public IEnumerable<string> Lines()
    {
        string speed = TokensPerSecond is { } perSecond ? $" ({Amounts.PerSecond(perSecond)} tokens/s)" : "";
        yield return $"{HowItEnded()}. {Amounts.Plural(Steps, "step")}, {Amounts.Plural(Tokens, "response token")}{speed}, "
            + $"{Amounts.Plural(Failures, "failure")}, {Amounts.Duration(Elapsed)}";
        yield return CanResume
            ? $"to go on: samantha resume {Session}    to see it: samantha show {Session}"
            : $"to see it again: samantha show {Session}";
    }

    // Messages are sentences that often begin with the status itself.
    private string HowItEnded()
    {
        string message = Message.TrimEnd('.');
        return message.Length == 0 ? Status
            : message.StartsWith(Status, StringComparison.OrdinalIgnoreCase) ? Status + message[Status.Length..]
            : $"{Status}. {char.ToUpperInvariant(message[0])}{message[1..]}";
    }
}
