using Samantha.Actors.Journal;
using Samantha.Chains.Plans;
using Samantha.Host.Terminal;

namespace Samantha.Host.Sessions;

/// <summary>Which part of a session is shown: its last steps, or those from one on, and no more than so many.</summary>
/// <param name="Note">What to tell whoever might miss the rest; null when that was asked for.</param>
internal sealed record ShownPart(long? Last, StepPosition? From, long? Limit, bool All, string? Note = null)
{
    /// <summary>Nobody reads more than this on a terminal from its end up.</summary>
    public const long TerminalStepsMax = 200;

    private const long TerminalSteps = 50;

    public bool IsEverything => Last is null && From is null && Limit is null;

    /// <summary>On a terminal the end of a very long session is shown unless something was said.</summary>
    public ShownPart OrDefault(bool isTerminal, SessionSummary? summary) =>
        isTerminal && IsEverything && !All && summary is { StepsDone: > TerminalStepsMax }
            ? this with
            {
                Last = TerminalSteps,
                Note = $"these are the last {TerminalSteps} of {Amounts.Count(summary.StepsDone)} responses; --all shows the whole session",
            }
            : this;
}
