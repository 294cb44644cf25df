using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
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
    public bool CanResume => Status is not SessionStatusText.Finished;

    public string ToLine()
    {
        string speed = TokensPerSecond is { } perSecond ? $" ({Amounts.PerSecond(perSecond)} tokens/s)" : "";
        string message = Message.Length == 0 || Message == Status ? Status : $"{Status}: {Message.TrimEnd('.')}";
        string next = CanResume ? $"; go on with: samantha resume {Session}" : "";
        return $"{message}. {Amounts.Plural(Steps, "step")}, {Amounts.Plural(Tokens, "response token")}{speed}, {Amounts.Plural(Failures, "failure")}, "
            + $"{Amounts.Duration(Elapsed)}. See it again: samantha show {Session}{next}";
    }
}
