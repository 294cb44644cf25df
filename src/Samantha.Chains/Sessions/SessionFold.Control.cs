using Samantha.Chains.ChainFiles;
using Samantha.Chains.Watching;

namespace Samantha.Chains.Sessions;

/// <content>
/// What people and machines do to a running session: pause it, let it go on, replace what is fed back, sleep, change the date.
/// </content>
internal static partial class SessionFold
{
    private static SessionState OnPaused(SessionState state, PauseRequested paused)
    {
        Require(!state.IsPaused, "A paused session was paused.");
        return state with { IsPaused = true, RunTimeBefore = state.Elapsed(paused.AtUtc) };
    }

    private static SessionState OnContinued(SessionState state, SessionContinued continued)
    {
        Require(state.IsPaused, "A session that was not paused was told to go on.");
        return state with { IsPaused = false, RunSinceUtc = continued.AtUtc, GapsInRun = TimeSpan.Zero };
    }

    // A changed date changes when the run began on that clock; time asleep or stopped is taken off what it took.
    private static SessionState OnGap(SessionState state, ClockGapNoted gap)
    {
        var length = TimeSpan.FromMilliseconds(gap.GapMs);
        return gap.Kind == ClockGapKind.ClockChanged
            ? state with { RunSinceUtc = state.RunSinceUtc + length }
            : state with { GapsInRun = state.GapsInRun + length };
    }

    private static SessionState OnReplaced(SessionState state, PreviousResponseReplaced replaced) =>
        state with { ReplacementToCome = replaced.Text };

    // A step that is open, and the code of its response, still go by what was there when the step began.
    private static SessionState WithReplacement(SessionState state)
    {
        if (state.ReplacementToCome is not { } text || state.Open is not null || state.PendingCode is not null)
        {
            return state;
        }

        return state with
        {
            PreviousResponse = text,
            PreviousTrimmedCharacters = 0,
            ReplacementToCome = null,
            FixedPreviousResponse = state.Chain!.FeedbackLoop ? null : text,
        };
    }

    private static ChainDefinition FeedbackOf(SessionState state) => state.FixedPreviousResponse is { } text
        ? state.Chain! with { PreviousResponse = text }
        : state.Chain!;
}
