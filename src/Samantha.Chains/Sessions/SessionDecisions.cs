using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Messages;
using Samantha.Chains.Plans;
using Samantha.Chains.Steering;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Sessions;

/// <summary>
/// Decides what a session does next, from its state, its plan and the time. Whoever carries a decision out
/// writes an event, folds it and asks again; the answer is the same after a crash.
/// </summary>
public static class SessionDecisions
{
    /// <summary>An endless chain in which nothing works any more must not spin and fill the journal.</summary>
    public const int FailuresInARowMax = 100;

    public static SessionDecision Next(SessionState state, Plan plan, StopClock clock)
    {
        if (state.Status == SessionStatus.Finished)
        {
            return new FinishSession();
        }

        var chain = state.Chain ?? throw new InvalidOperationException("The session has not been started.");
        if (state.ModelConflict is { } conflict)
        {
            return new StopSession(SessionStopReason.Error, $"{char.ToUpperInvariant(conflict[0])}{conflict[1..]}. Put back what was "
                + "there and resume, or go on as a branch: samantha resume ID --branch");
        }

        if (state.PendingCode is { } pending)
        {
            if (state.IsPaused)
            {
                return WhilePaused(state);
            }

            // The code belongs to the step that was answered: a stop after the step waits for it, a stop at once does not.
            return state.IsStopNowRequested
                ? new StopSession(SessionStopReason.UserNow, "Stopped by the user.")
                : new RunCode(pending.Position, pending.Attempt, pending.Code);
        }

        if (state.Open is null && state.LastSettled is { Kind: StepOutcomeKind.Failed } failed
            && (EndsSession(state, failed) || (LeavesModel(state) && plan.AfterModel(failed.Position) is null)))
        {
            return new StopSession(SessionStopReason.Error, state.FailuresInARow >= FailuresInARowMax
                ? $"{state.FailuresInARow} steps in a row failed, the last for the reason {failed.FailureReason}."
                : $"{failed.Position} failed, and the chain asks to stop then.");
        }

        // At the end of its plan a session is finished, whatever else was asked of it.
        if (NextPosition(state, plan) is not { } next)
        {
            return new FinishSession();
        }

        if (state.IsPaused)
        {
            return WhilePaused(state);
        }

        if (state.IsStopRequested)
        {
            return state.IsStopNowRequested
                ? new StopSession(SessionStopReason.UserNow, "Stopped by the user.")
                : new StopSession(SessionStopReason.UserAfterStep, "Stopped by the user after a step.");
        }

        if (state.Health.StopsFor is { } finding)
        {
            return new StopSession(SessionStopReason.Health, $"{finding.Position}: {HealthWords.Of(finding)}.");
        }

        if (StopRules.Evaluate(
            chain, state, state.LastResponse, state.LastOutcome, next, clock, NeedsLoad(state, plan, next)) is { } stop)
        {
            return new StopSession(SessionStopReason.StopRule, stop.Message, stop.Rule);
        }

        return Step(state, chain, plan.StepAt(next));
    }

    /// <summary>
    /// The step that comes next by the plan and the chain's policy; null at the end of the plan. Stop rules are not asked.
    /// </summary>
    public static StepPosition? NextPosition(SessionState state, Plan plan)
    {
        if (state.Open is { } open)
        {
            return open.Position;
        }

        if (state.LastSettled is not { } last)
        {
            return plan.First;
        }

        return last.Kind switch
        {
            StepOutcomeKind.Answered => plan.After(last.Position),
            StepOutcomeKind.Failed when state.Chain!.OnError == OnError.NextStep && !IsAboutTheModel(last.FailureReason)
                && !LeavesModel(state) =>
                plan.After(last.Position),
            StepOutcomeKind.Failed when !LeavesModel(state) => plan.AfterTurn(last.Position),
            _ => plan.AfterModel(last.Position),
        };
    }

    /// <summary>Whether a step's model has to be loaded first, as far as the journal knows what is in memory.</summary>
    internal static bool NeedsLoad(SessionState state, Plan plan, StepPosition? next) =>
        next is { } position && (state.Chain!.Models.FirstOrDefault(model => model.Name == state.ModelInMemory) is not { } loaded
            || !plan.IsSameLoad(loaded, plan.StepAt(position).Model));

    /// <summary>True when the chain asks to stop after this failure, or nothing has worked for long.</summary>
    internal static bool EndsSession(SessionState state, StepOutcome failed) =>
        state.Chain!.OnError == OnError.Stop
        || (state.Chain.OnOverflow == OnOverflow.Stop && failed.FailureReason == StepFailureReason.PromptTooLong)
        || (state.FailuresInARow >= FailuresInARowMax && !state.Order.IsGrouped);

    // In the written order other models answer in between. Where one model does all its loops in a row, a bad file must not keep
    // the others from theirs: the model is left, and only the last one of them ends the session.
    private static bool LeavesModel(SessionState state) =>
        state.Order.IsGrouped && state.FailuresInARow > 0 && state.FailuresInARow % FailuresInARowMax == 0;

    // Nothing runs in a pause, so there is nothing for a stop to wait for.
    private static SessionDecision WhilePaused(SessionState state) => state.IsStopRequested
        ? new StopSession(
            state.IsStopNowRequested ? SessionStopReason.UserNow : SessionStopReason.UserAfterStep,
            "Stopped by the user during a pause.")
        : new AwaitContinue();

    private static SessionDecision Step(SessionState state, ChainDefinition chain, PlannedStep step)
    {
        var attempt = state.Open?.Position == step.Position ? state.Open.Attempt + 1 : 1;
        if (step.Prompt.Problem is { } problem)
        {
            return new FailStep(step, attempt, StepFailureReason.BadPromptSettings, problem);
        }

        if (step.Prompt.UsesFullText && state.IsFullTextIncomplete)
        {
            return new FailStep(step, attempt, StepFailureReason.FullTextTooLong,
                $"The responses of this session have more than {SessionState.FullTextCharactersMax} characters, "
                    + "which is what full_text can hold.");
        }

        var isSameRound = state.LastAnswered is { } last && last.IsSameRound(step.Position);
        var prompt = step.Prompt.Render(state.FullText, isSameRound ? state.RoundText : "");
        if (state.Health.InjectedPrompt.Length > 0)
        {
            prompt = state.Health.InjectedPrompt + "\n\n" + prompt;
        }

        var settings = StepHyperparameters.For(chain, step, state.BaseSeed, HealthCorrection.Of(state.Health));
        var messages = MessageAssembly.Build(chain.SystemPrompt, state.PreviousResponse, prompt, chain.FeedbackLoop);
        var run = new RunStep(step, attempt, settings.Values, settings.Seed, settings.RandomLine, chain.SystemPrompt,
            state.PreviousResponse,
            prompt, state.PreviousTrimmedCharacters, messages, settings.SweepLine, chain.NoteOf(step.Position.Prompt));
        return state.Steered is { } steered && steered.Position == step.Position ? Steered(run, steered) : run;
    }

    // The seed stays, so that the same tokens given back go on to the same response.
    private static RunStep Steered(RunStep run, SteeredStep steered)
    {
        var values = steered.Settings?.ApplyTo(run.Hyperparameters) ?? run.Hyperparameters;
        return run with
        {
            Hyperparameters = values,
            Seed = values.Seed ?? run.Seed,
            GivenTokens = steered.GivenTokens.Length > 0 ? steered.GivenTokens : null,
        };
    }

    // A model that cannot be loaded cannot answer the next prompt either.
    private static bool IsAboutTheModel(StepFailureReason? reason) => reason is StepFailureReason.ModelNotFound
        or StepFailureReason.DownloadFailed or StepFailureReason.ModelLoadFailed or StepFailureReason.ModelQuarantined;
}
