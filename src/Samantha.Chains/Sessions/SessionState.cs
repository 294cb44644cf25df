using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Steering;

namespace Samantha.Chains.Sessions;

/// <summary>
/// What the events of a session add up to. Rebuilt by folding the journal, never stored. Its size does not grow with the number
/// of steps: the session's text is kept only when a prompt uses full_text, and then up to <see cref="FullTextCharactersMax"/>.
/// </summary>
public sealed record SessionState
{
    /// <summary>
    /// More than the largest context window can take, so that keeping less never changes what could have been sent.
    /// </summary>
    public const int FullTextCharactersMax = 4 * 1024 * 1024;

    public static SessionState Empty { get; } = new();

    public SessionStatus Status { get; init; }

    public string SessionId { get; init; } = "";

    /// <summary>The chain as stored at the start; null before the first event.</summary>
    public ChainDefinition? Chain { get; init; }

    /// <summary>The order in which the steps of the chain's plan are answered.</summary>
    public ExecutionOrder Order { get; init; } = ExecutionOrder.AsWritten;

    public string Fingerprint { get; init; } = "";

    /// <summary>The file that the chain came from; null when there was none, or the journal does not say.</summary>
    public ChainSource? Source { get; init; }

    /// <summary>Where a branch came from; null for every other session.</summary>
    public SessionBranched? Origin { get; init; }

    /// <summary>In a branch: how the response goes that is different from the other session's; null once its step is settled.</summary>
    public SteeredStep? Steered { get; init; }

    internal ModelIdentities Models { get; init; } = ModelIdentities.None;

    /// <summary>
    /// Why the session must not go on: a model that was loaded is another one than before. Null when all are the same.
    /// </summary>
    public string? ModelConflict => Models.Conflict;

    public ulong BaseSeed { get; init; }

    public long LastSequence { get; init; }

    public DateTimeOffset StartedAtUtc { get; init; }

    public DateTimeOffset LastAtUtc { get; init; }

    /// <summary>The last step that has a response.</summary>
    public StepPosition? LastAnswered { get; init; }

    /// <summary>The last step that is settled in any way; null before the first.</summary>
    public StepOutcome? LastSettled { get; init; }

    internal int LastSettledAttempt { get; init; }

    /// <summary>The step that has begun and is not settled.</summary>
    public OpenStep? Open { get; init; }

    /// <summary>What the next step sees as the model's previous response.</summary>
    public string PreviousResponse { get; init; } = "";

    /// <summary>Characters already dropped from it for the step that comes next.</summary>
    public int PreviousTrimmedCharacters { get; init; }

    /// <summary>
    /// The last response, for the stop rules; null when they have been answered (a resumed session goes on after one).
    /// </summary>
    public string? LastResponse { get; init; }

    /// <summary>The code of the last response, as long as it has not been run; null otherwise.</summary>
    public PendingCode? PendingCode { get; init; }

    /// <summary>What came of the code of LastResponse; null when it had none. Never that of an earlier response.</summary>
    public CodeOutcome? LastOutcome { get; init; }

    /// <summary>What partial_text stands for: the responses of the current round.</summary>
    public string RoundText { get; init; } = "";

    /// <summary>What full_text stands for: the responses of the session, separated by blank lines.</summary>
    public string FullText { get; init; } = "";

    /// <summary>
    /// Set when responses no longer fit: a step that uses full_text then fails by name instead of sending less.
    /// </summary>
    public bool IsFullTextIncomplete { get; init; }

    public long StepsAnswered { get; init; }

    public long StepsFailed { get; init; }

    public int FailuresInARow { get; init; }

    public long PromptTokens { get; init; }

    public long ResponseTokens { get; init; }

    /// <summary>
    /// The name of the model that is in memory as far as the journal knows: none after a resumption or the end of an engine.
    /// </summary>
    internal string ModelInMemory { get; init; } = "";

    /// <summary>How often models were loaded.</summary>
    public long Loads { get; init; }

    /// <summary>The bytes of the files that the code of responses left.</summary>
    public long ProducedBytes { get; init; }

    /// <summary>Why the last step failed; null when it did not.</summary>
    public StepFailureReason? LastFailure { get; init; }

    public bool IsStopRequested { get; init; }

    public bool IsStopNowRequested { get; init; }

    /// <summary>Somebody paused the session and nobody has let it go on yet.</summary>
    public bool IsPaused { get; init; }

    /// <summary>
    /// What the user put in the place of the previous response while a step was open; it comes into force when that step is
    /// settled. Null when there is nothing of the kind.
    /// </summary>
    public string? ReplacementToCome { get; init; }

    /// <summary>
    /// In a chain that feeds nothing back, what the user put in the place of the chain's own previous response; else null.
    /// </summary>
    internal string? FixedPreviousResponse { get; init; }

    /// <summary>The last stop, for lists and messages.</summary>
    public SessionStopped? LastStop { get; init; }

    /// <summary>What the chain's detectors remember, and what they led to.</summary>
    public HealthState Health { get; init; } = HealthState.Empty;

    /// <summary>When the current run began: the start or the last resumption.</summary>
    public DateTimeOffset RunSinceUtc { get; init; }

    /// <summary>Time since then in which the machine slept or this process was stopped.</summary>
    public TimeSpan GapsInRun { get; init; }

    /// <summary>How long the runs before the current one took together, by their events.</summary>
    public TimeSpan RunTimeBefore { get; init; }

    /// <summary>The running time of the session up to now, pauses and the time between runs left out.</summary>
    public TimeSpan Elapsed(DateTimeOffset nowUtc)
    {
        if (IsPaused)
        {
            return RunTimeBefore;
        }

        var run = (Status == SessionStatus.Running ? nowUtc : LastAtUtc) - RunSinceUtc - GapsInRun;
        return RunTimeBefore + (run > TimeSpan.Zero ? run : TimeSpan.Zero);
    }

    /// <exception cref="SessionInvariantException">The event cannot follow those before it.</exception>
    public SessionState Apply(SessionEvent sessionEvent) => SessionFold.Apply(this, sessionEvent);

    public static SessionState Fold(IEnumerable<SessionEvent> events) => events.Aggregate(Empty, static (state, next) =>
        state.Apply(next));
}
