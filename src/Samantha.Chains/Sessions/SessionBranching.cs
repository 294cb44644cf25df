using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>
/// A session that goes on from another one's journal with a changed chain, model file or template. Pure; whoever makes the branch
/// copies the journal.
/// </summary>
public static class SessionBranching
{
    /// <summary>Why a session in this state cannot go on with that chain; null when it can.</summary>
    public static string? Problem(SessionState state, ChainDefinition chain)
    {
        if (state.Chain is not { } before)
        {
            return "the session has no beginning that a branch could start from";
        }

        if (state.Order.IsGrouped && !IsSameOrder(state.Order, before, chain))
        {
            return "its steps were answered model by model (schedule = auto), so only a chain with the same models and loops can go "
                + "on from there";
        }

        bool forgot = state.StepsAnswered > 0
            && ((chain.Prompts.UsesFullText && !before.Prompts.UsesFullText)
                || (chain.Prompts.UsesPartialText && !before.Prompts.UsesPartialText));
        if (forgot)
        {
            return "its prompts use full_text or partial_text (or a final [[prompt]]), and the session kept no such text so far; "
                + "start the chain as a new session";
        }

        var next = state with { Chain = chain, Status = SessionStatus.Running, Open = OpenOf(state) };
        return NextOf(next, Plan.Create(chain, BaseSeedOf(state, chain))) is null
            ? $"it has no step after {state.LastSettled?.Position}, which the session has reached"
            : null;
    }

    /// <summary>
    /// The chain as it can go on from a session: one that would be answered model by model keeps to the written order when the
    /// session did.
    /// </summary>
    public static ChainDefinition Fitting(SessionState state, ChainDefinition chain) =>
        !state.Order.IsGrouped && ExecutionOrder.Of(chain).IsGrouped ? chain with { Schedule = Schedule.AsWritten } : chain;

    /// <summary>The seed that a chain names wins over the session's own.</summary>
    public static ulong BaseSeedOf(SessionState state, ChainDefinition chain) => chain.Seed ?? state.BaseSeed;

    internal static SessionState Apply(SessionState state, SessionBranched branched) =>
        branched.Steered is null ? WithChain(state, branched) : BeforeSteered(state, branched);

    // Nothing but one response is different, so everything that it depends on stays as it was.
    private static SessionState BeforeSteered(SessionState state, SessionBranched branched) => state with
    {
        Status = SessionStatus.Running,
        Source = branched.Source,
        Origin = branched,
        Steered = branched.Steered,
        Models = ModelIdentities.None,
        ModelInMemory = "",
        IsStopRequested = false,
        IsStopNowRequested = false,
        IsPaused = false,
        GapsInRun = TimeSpan.Zero,
        RunTimeBefore = state.Elapsed(state.LastAtUtc),
        RunSinceUtc = branched.AtUtc,
    };

    private static SessionState WithChain(SessionState state, SessionBranched branched)
    {
        var before = state.Chain!;
        var chain = ChainJson.Deserialize(branched.Chain);
        var plan = Plan.Create(chain, branched.BaseSeed);
        bool wasAsked = state.Status != SessionStatus.Running && state.PendingCode is null;
        var open = OpenOf(state);
        return state with
        {
            Status = SessionStatus.Running,
            Chain = chain,
            Order = ExecutionOrder.Of(chain),
            Fingerprint = branched.Fingerprint,
            BaseSeed = branched.BaseSeed,
            Source = branched.Source,
            Origin = branched,
            Models = ModelIdentities.None,
            ModelInMemory = "",
            IsStopRequested = false,
            IsStopNowRequested = false,
            IsPaused = false,
            ReplacementToCome = null,
            FixedPreviousResponse = null,
            Steered = null,
            GapsInRun = TimeSpan.Zero,
            FailuresInARow = 0,
            Health = HealthMemory.OnResumed(state.Health),
            RunTimeBefore = state.Elapsed(state.LastAtUtc),
            RunSinceUtc = branched.AtUtc,
            LastResponse = wasAsked ? null : state.LastResponse,
            LastOutcome = wasAsked ? null : state.LastOutcome,
            PendingCode = chain.RunCode ? state.PendingCode : null,
            Open = open is { } step && plan.Contains(step.Position) ? open : null,
            LastSettled = state.LastSettled is { } last
                ? last with { Position = PlanClamp.LastUpTo(chain, plan, last.Position) }
                : null,
            PreviousResponse = KeepsPrevious(state, before, chain) ? state.PreviousResponse : chain.PreviousResponse,
        };
    }

    private static bool IsSameOrder(ExecutionOrder order, ChainDefinition before, ChainDefinition chain) =>
        ExecutionOrder.Of(chain) is { IsGrouped: true } next && next.Models.SequenceEqual(order.Models)
            && before.Loops == chain.Loops && before.SingleResponsePerModel == chain.SingleResponsePerModel;

    // A failure that ended the session is the step to try again.
    private static OpenStep? OpenOf(SessionState state) =>
        state.Status == SessionStatus.Stopped && state.LastSettled is { Kind: StepOutcomeKind.Failed } failed
            && (SessionDecisions.EndsSession(state, failed) || state.LastStop?.Reason == SessionStopReason.Error)
                ? new OpenStep(failed.Position, Math.Max(1, state.LastSettledAttempt))
                : state.Open;

    private static bool KeepsPrevious(SessionState state, ChainDefinition before, ChainDefinition chain) =>
        before.FeedbackLoop && chain.FeedbackLoop && state.StepsAnswered > 0;

    private static StepPosition? NextOf(SessionState state, Plan plan)
    {
        if (state.Open is { } open && plan.Contains(open.Position))
        {
            return open.Position;
        }

        return state.LastSettled is not { } last
            ? plan.First
            : SessionDecisions.NextPosition(
                state with
                {
                    Open = null, LastSettled = last with { Position = PlanClamp.LastUpTo(state.Chain!, plan, last.Position) },
                },
                plan);
    }
}
