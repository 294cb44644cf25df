using Samantha.Chains.ChainFiles;
using Samantha.Chains.Feedback;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>
/// The fold behind <see cref="SessionState.Apply"/>: one method per event, and the rules that no journal may break.
/// </summary>
internal static partial class SessionFold
{
    private const string BlankLine = "\n\n";

    public static SessionState Apply(SessionState state, SessionEvent sessionEvent)
    {
        Require(sessionEvent.Sequence == state.LastSequence + 1,
            $"Event {sessionEvent.Sequence} follows event {state.LastSequence}.");
        Require(sessionEvent is SessionStarted == (state.Status == SessionStatus.NotStarted),
            $"{Name(sessionEvent)} cannot be event {sessionEvent.Sequence}.");
        Require(state.Status != SessionStatus.Finished || sessionEvent is SessionBranched,
            $"{Name(sessionEvent)} comes after the end of the session.");
        Require(state.Status != SessionStatus.Stopped || sessionEvent is SessionResumed or SessionBranched,
            $"{Name(sessionEvent)} comes while the session is stopped.");
        Require(state.PendingCode is not { } pending || !IsStepOrEnd(sessionEvent),
            $"{Name(sessionEvent)} comes before the code of {state.PendingCode?.Position} was run.");
        var next = sessionEvent switch
        {
            SessionStarted started => OnStarted(started),
            ModelLoaded loaded => state with
            {
                ModelInMemory = loaded.Model, Loads = state.Loads + 1, Models = state.Models.Loaded(loaded),
            },
            ModelHashed hashed => state with { Models = state.Models.Hashed(hashed) },
            StepStarted started => OnStepStarted(state, started),
            ResponseCommitted committed => OnCommitted(state, committed),
            CodeExecuted executed => OnCodeExecuted(state, executed),
            StepFailed failed => OnFailed(state, failed),
            ModelSkipped skipped => OnModelSkipped(state, skipped),
            FeedbackTrimmed trimmed => OnTrimmed(state, trimmed),
            HealthFinding finding => OnFinding(state, finding),
            StopRequested requested => state with
            {
                IsStopRequested = true, IsStopNowRequested = state.IsStopNowRequested || requested.Now,
            },
            SessionStopped stopped => state with { Status = SessionStatus.Stopped, LastStop = stopped },
            SessionResumed resumed => OnResumed(state, resumed),
            SessionBranched branched => SessionBranching.Apply(state, branched),
            SessionFinished => state with { Status = SessionStatus.Finished, Open = null },
            PauseRequested paused => OnPaused(state, paused),
            SessionContinued continued => OnContinued(state, continued),
            PreviousResponseReplaced replaced => OnReplaced(state, replaced),
            ClockGapNoted gap => OnGap(state, gap),
            _ => state,
        };
        return WithReplacement(next) with { LastSequence = sessionEvent.Sequence, LastAtUtc = sessionEvent.AtUtc };
    }

    private static SessionState OnStarted(SessionStarted started)
    {
        var chain = ChainJson.Deserialize(started.Chain);
        return SessionState.Empty with
        {
            Status = SessionStatus.Running,
            SessionId = started.SessionId,
            Chain = chain,
            Order = ExecutionOrder.Of(chain),
            Fingerprint = started.Fingerprint,
            Source = started.Source,
            BaseSeed = started.BaseSeed,
            StartedAtUtc = started.AtUtc,
            RunSinceUtc = started.AtUtc,
            PreviousResponse = chain.PreviousResponse,
        };
    }

    private static SessionState OnStepStarted(SessionState state, StepStarted started)
    {
        RequireUnsettled(state, started.Position, started);
        Require(started.Attempt > (IsOpen(state, started.Position) ? state.Open!.Attempt : 0),
            $"Attempt {started.Attempt} of {started.Position} has been made before.");
        return state with
        {
            Open = new OpenStep(started.Position, started.Attempt), Health = HealthMemory.OnStepStarted(state.Health, started),
        };
    }

    private static SessionState OnCommitted(SessionState state, ResponseCommitted committed)
    {
        RequireUnsettled(state, committed.Position, committed);
        Require(IsOpen(state, committed.Position) && state.Open!.Attempt == committed.Attempt,
            $"The response to {committed.Position} was committed without being started.");
        if (committed.StopReason == ResponseStopReason.Interrupted)
        {
            return state;
        }

        if (committed.StopReason == ResponseStopReason.RejectedByDetector)
        {
            return state with { Health = HealthMemory.OnRejected(state.Health) };
        }

        var chain = state.Chain!;
        var found = state.Health.Pending?.Action;
        var isDropped = found is HealthAction.Skip or HealthAction.NextModel;
        var isSameRound = state.LastAnswered is { } last && last.IsSameRound(committed.Position);
        var kind = found == HealthAction.NextModel ? StepOutcomeKind.ModelSkipped : StepOutcomeKind.Answered;
        var next = Settle(state, new StepOutcome(committed.Position, kind)) with
        {
            LastAnswered = committed.Position,
            LastResponse = committed.Text,
            LastOutcome = null,
            PendingCode = PendingCodeOf(state, committed),
            StepsAnswered = state.StepsAnswered + 1,
            FailuresInARow = 0,
            PromptTokens = state.PromptTokens + committed.PromptTokens,
            ResponseTokens = state.ResponseTokens + committed.ResponseTokens,
            Health = HealthMemory.OnAnswered(state.Health, chain.Health, committed),
            PreviousResponse = isDropped || IsSkippedBeforeItsFirstWord(committed)
                ? state.PreviousResponse
                : FeedbackRules.Next(FeedbackOf(state), state.PreviousResponse, committed.Text),
        };
        if (isDropped)
        {
            return isSameRound ? next : next with { RoundText = "" };
        }

        if (chain.Prompts.UsesPartialText)
        {
            next = next with { RoundText = isSameRound ? Join(state.RoundText, committed.Text) : committed.Text };
        }

        return chain.Prompts.UsesFullText ? WithFullText(next, committed.Text) : next;
    }

    // The user went on from a skipped response, and from its code too.
    private static PendingCode? PendingCodeOf(SessionState state, ResponseCommitted committed) =>
        committed.Code is { } code && state.Chain!.RunCode && committed.StopReason != ResponseStopReason.SkippedByUser
            ? new PendingCode(committed.Position, committed.Attempt, code)
            {
                Response = committed.Text, PreviousBefore = state.PreviousResponse,
            }
            : null;

    private static SessionState OnCodeExecuted(SessionState state, CodeExecuted executed)
    {
        var pending = state.PendingCode;
        Require(pending is not null && pending.Position == executed.Position && pending.Attempt == executed.Attempt,
            $"No code of {executed.Position}, attempt {executed.Attempt}, was waiting to be run.");
        var chain = state.Chain!;
        var output = InterpreterOutput.Of(executed.Outcome);
        var next = state with
        {
            PendingCode = null,
            LastOutcome = executed.Outcome,
            ProducedBytes = state.ProducedBytes
                + (executed.Outcome.Files.IsDefaultOrEmpty ? 0 : executed.Outcome.Files.Sum(file => file.Bytes)),
            PreviousResponse = FeedbackRules.Next(FeedbackOf(state), pending!.PreviousBefore, pending.Response, output),
        };
        if (chain.Prompts.UsesPartialText)
        {
            next = next with { RoundText = FeedbackRules.WithOutput(state.RoundText, output) };
        }

        if (!chain.Prompts.UsesFullText || state.IsFullTextIncomplete)
        {
            return next;
        }

        var full = FeedbackRules.WithOutput(state.FullText, output);
        return full.Length > SessionState.FullTextCharactersMax
            ? next with { FullText = "", IsFullTextIncomplete = true }
            : next with { FullText = full };
    }

    private static bool IsStepOrEnd(SessionEvent sessionEvent) => sessionEvent is StepStarted or ResponseCommitted or StepFailed
        or ModelSkipped or FeedbackTrimmed or HealthFinding or SessionFinished;

    // Skipped while its model was being loaded: nothing was said, so there is nothing to feed back.
    private static bool IsSkippedBeforeItsFirstWord(ResponseCommitted committed) =>
        committed is { StopReason: ResponseStopReason.SkippedByUser, Text.Length: 0 };

    private static SessionState WithFullText(SessionState state, string response)
    {
        var length = state.FullText.Length + BlankLine.Length + response.Length;
        if (state.IsFullTextIncomplete || length > SessionState.FullTextCharactersMax)
        {
            return state with { FullText = "", IsFullTextIncomplete = true };
        }

        return state with { FullText = state.StepsAnswered == 1 ? response : Join(state.FullText, response) };
    }

    private static SessionState OnFailed(SessionState state, StepFailed failed)
    {
        RequireUnsettled(state, failed.Position, failed);
        if (failed.Reason is StepFailureReason.EngineCrashed or StepFailureReason.EngineUnresponsive)
        {
            state = state with { ModelInMemory = "" };
        }

        if (failed.WillRetry)
        {
            return state with { Open = new OpenStep(failed.Position, failed.Attempt) };
        }

        return Settle(state, new StepOutcome(failed.Position, StepOutcomeKind.Failed, failed.Reason)) with
        {
            LastResponse = null,
            LastOutcome = null,
            StepsFailed = state.StepsFailed + 1,
            LastFailure = failed.Reason,
            FailuresInARow = state.FailuresInARow + 1,
        };
    }

    private static SessionState OnModelSkipped(SessionState state, ModelSkipped skipped)
    {
        RequireUnsettled(state, skipped.Position, skipped);
        return Settle(state, new StepOutcome(skipped.Position, StepOutcomeKind.ModelSkipped)) with
        {
            LastResponse = null, LastOutcome = null,
        };
    }

    private static SessionState OnTrimmed(SessionState state, FeedbackTrimmed trimmed)
    {
        RequireUnsettled(state, trimmed.Position, trimmed);
        Require(trimmed.DroppedCharacters > 0
            && trimmed.DroppedCharacters + trimmed.RemainingCharacters == state.PreviousResponse.Length,
            $"The previous response has {state.PreviousResponse.Length} characters, which are not "
            + $"{trimmed.DroppedCharacters} dropped and {trimmed.RemainingCharacters} left.");
        return state with
        {
            PreviousResponse = state.PreviousResponse[trimmed.DroppedCharacters..],
            PreviousTrimmedCharacters = state.PreviousTrimmedCharacters + trimmed.DroppedCharacters,
        };
    }

    private static SessionState OnFinding(SessionState state, HealthFinding finding)
    {
        Require(IsOpen(state, finding.Position) && state.Open!.Attempt == finding.Attempt,
            $"{finding.Detector} was found in a response to {finding.Position} that was not started.");
        return state with { Health = HealthMemory.OnFinding(state.Health, finding) };
    }

    private static SessionState OnResumed(SessionState state, SessionResumed resumed)
    {
        var wasStopped = state.Status == SessionStatus.Stopped;

        // With code that was not run the step was not at its end, so the stop rules have not seen it.
        var wasAsked = wasStopped && state.PendingCode is null;
        var repeats = wasStopped && state.LastSettled is { Kind: StepOutcomeKind.Failed } failed
            && (SessionDecisions.EndsSession(state, failed) || state.LastStop?.Reason == SessionStopReason.Error);
        return state with
        {
            Status = SessionStatus.Running,
            IsStopRequested = false,
            IsStopNowRequested = false,
            IsPaused = false,
            FailuresInARow = 0,
            Health = wasStopped ? HealthMemory.OnResumed(state.Health) : state.Health,
            ModelInMemory = "",
            Models = state.Models with { Conflict = null },
            RunTimeBefore = state.Elapsed(state.LastAtUtc),
            RunSinceUtc = resumed.AtUtc,
            GapsInRun = TimeSpan.Zero,

            // Whoever resumes a stopped session wants it to go on; after a crash the stop rules have not been asked yet.
            LastResponse = wasAsked ? null : state.LastResponse,
            LastOutcome = wasAsked ? null : state.LastOutcome,

            // A failure that ended the session is the step to try again.
            Open = repeats ? new OpenStep(state.LastSettled!.Position, state.LastAttempt()) : state.Open,
        };
    }

    private static SessionState Settle(SessionState state, StepOutcome outcome) => state with
    {
        LastSettled = outcome,
        LastSettledAttempt = IsOpen(state, outcome.Position) ? state.Open!.Attempt : 1,
        Open = null,
        Steered = state.Steered?.Position == outcome.Position ? null : state.Steered,
        PreviousTrimmedCharacters = 0,
        Health = HealthMemory.Settled(state.Health),
    };

    private static string Join(string text, string response) => text + BlankLine + response;

    private static int LastAttempt(this SessionState state) => Math.Max(1, state.LastSettledAttempt);

    private static bool IsOpen(SessionState state, StepPosition position) => state.Open?.Position == position;

    private static void RequireUnsettled(SessionState state, StepPosition position, SessionEvent sessionEvent)
    {
        if (IsOpen(state, position))
        {
            return;
        }

        Require(state.Open is null, $"{Name(sessionEvent)} is about {position} while {state.Open?.Position} is open.");
        Require(state.LastSettled is null || state.Order.Compare(position, state.LastSettled.Position) > 0,
            $"{Name(sessionEvent)} is about {position}, but {state.LastSettled?.Position} is settled already.");
    }

    private static string Name(SessionEvent sessionEvent) => sessionEvent.GetType().Name;

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new SessionInvariantException(message);
        }
    }
}
