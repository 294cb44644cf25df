using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Chains.Stop;
using Samantha.Chains.Watching;

namespace Samantha.Chains.Sessions;

/// <summary>
/// A fact about a session, in the order of Sequence (1, 2, 3, …). Facts are written to the journal for ever, so this file is
/// extend-only: new members need a default, nothing is renamed or removed. Sequence and time are given from outside.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SessionStarted), "session-started")]
[JsonDerivedType(typeof(ModelLoaded), "model-loaded")]
[JsonDerivedType(typeof(ModelHashed), "model-hashed")]
[JsonDerivedType(typeof(ModelLoadFailed), "model-load-failed")]
[JsonDerivedType(typeof(StepStarted), "step-started")]
[JsonDerivedType(typeof(ResponseCommitted), "response-committed")]
[JsonDerivedType(typeof(CodeExecuted), "code-executed")]
[JsonDerivedType(typeof(StepFailed), "step-failed")]
[JsonDerivedType(typeof(ModelSkipped), "model-skipped")]
[JsonDerivedType(typeof(FeedbackTrimmed), "feedback-trimmed")]
[JsonDerivedType(typeof(HealthFinding), "health-finding")]
[JsonDerivedType(typeof(StopRequested), "stop-requested")]
[JsonDerivedType(typeof(SessionStopped), "session-stopped")]
[JsonDerivedType(typeof(SessionResumed), "session-resumed")]
[JsonDerivedType(typeof(SessionFinished), "session-finished")]
[JsonDerivedType(typeof(PauseRequested), "pause-requested")]
[JsonDerivedType(typeof(SessionContinued), "session-continued")]
[JsonDerivedType(typeof(PreviousResponseReplaced), "previous-response-replaced")]
[JsonDerivedType(typeof(EngineRecycled), "engine-recycled")]
[JsonDerivedType(typeof(ClockGapNoted), "clock-gap-noted")]
[JsonDerivedType(typeof(SessionBranched), "session-branched")]
public abstract record SessionEvent(
    [property: JsonPropertyOrder(-2)] long Sequence,
    [property: JsonPropertyOrder(-1)] DateTimeOffset AtUtc);

/// <summary>
/// The first event. Chain is the resolved chain as <see cref="ChainFiles.ChainJson"/> writes it; Source is the file it came from,
/// null when there was none.
/// </summary>
public sealed record SessionStarted(
    long Sequence, DateTimeOffset AtUtc, string SessionId, string Chain, string Fingerprint, ulong BaseSeed,
        string ProgramVersion, ChainSource? Source = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// A model is in memory. Model is the entry's name; TemplateFallbackReason tells why the model's own template was not used. Sandbox
/// names what its engine runs in, SandboxNote why that is not the strongest. SwapMs is the time without any model, from the end of
/// the engine before; null when there was none in this program.
/// </summary>
public sealed record ModelLoaded(
    long Sequence, DateTimeOffset AtUtc, string Model, string Path, long FileBytes, double LoadMs, int ContextTokens,
    int TrainedContextTokens, int Threads, string TemplateName, string? TemplateFallbackReason = null,
    ModelReceipt? Receipt = null, string? Sandbox = null, string? SandboxNote = null, DateTimeOffset? FileChangedUtc = null,
    double? SwapMs = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// The file of a model that was loaded in this session, told by its content: SHA-256 in hex. Comes when it is known, which for a
/// large file is a while after the load.
/// </summary>
public sealed record ModelHashed(long Sequence, DateTimeOffset AtUtc, string Model, string Path, long FileBytes, string Sha256)
    : SessionEvent(Sequence, AtUtc);

/// <summary>A model could not be brought into memory. The step that wanted it has a StepFailed of its own.</summary>
public sealed record ModelLoadFailed(
    long Sequence, DateTimeOffset AtUtc, string Model, string Path, StepFailureReason Reason, string Message)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// A step begins: what is sent, exactly, and the settings in effect. Attempt counts from 1 for each position. GivenTokens: the
/// ids with which the response begins because somebody steered it, with spaces between them; null otherwise.
/// </summary>
public sealed record StepStarted(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int Attempt, string Model, Hyperparameters Hyperparameters,
        ulong Seed,
    string SystemPrompt, string PreviousResponse, string Prompt, int PreviousTrimmedCharacters = 0, string? RandomLine = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? GivenTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SweepLine = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// A response is complete and durable. With StopReason Interrupted it is only what was there when the session was stopped; the
/// step stays open. With Code, a CodeExecuted follows before the next step. TokenIds are the chosen tokens in order, with spaces
/// between them. PreviousTokens: how many of the prompt's tokens the previous response has; ContextTokens: the window.
/// </summary>
public sealed record ResponseCommitted(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int Attempt, string Text, int PromptTokens, int ResponseTokens,
    double PrefillMs, double DecodeMs, ResponseStopReason StopReason, ExtractedCode? Code = null,
    string? TokenIds = null, int? PreviousTokens = null, int? ContextTokens = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// The code of the response to Position was run (or could not be). A program that was interrupted has no such event: a resumed
/// session runs it again from its start.
/// </summary>
public sealed record CodeExecuted(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int Attempt, CodeOutcome Outcome)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// A step failed. WillRetry = the same position is tried again; otherwise the chain's on-error decides what comes next.
/// </summary>
public sealed record StepFailed(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int Attempt, StepFailureReason Reason, string Message,
    bool WillRetry = false)
    : SessionEvent(Sequence, AtUtc);

/// <summary>The user skipped the rest of a model's turn, from this step on; the step has no response.</summary>
public sealed record ModelSkipped(long Sequence, DateTimeOffset AtUtc, StepPosition Position, string Model)
    : SessionEvent(Sequence, AtUtc);

/// <summary>The oldest part of the previous response was dropped so that the step at Position fits the context window.</summary>
public sealed record FeedbackTrimmed(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int DroppedCharacters, int RemainingCharacters)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// A detector found something in the response to Position, which is committed right after this. Measure reached Threshold;
/// Evidence is a piece of the text or a comparison in words. Action is what was done, with what it led to: by how much the
/// temperature is raised from now on, what is put in front of the next prompt.
/// </summary>
public sealed record HealthFinding(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int Attempt, HealthDetector Detector, HealthAction Action,
    double Measure, double Threshold, string Evidence, double? TemperatureRaise = null, string? InjectedPrompt = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>Somebody asked the session to stop: at once (Now), or after the current step.</summary>
public sealed record StopRequested(long Sequence, DateTimeOffset AtUtc, bool Now, string RequestedBy)
    : SessionEvent(Sequence, AtUtc);

/// <summary>The session stopped before the end of its plan. Rule is set when a stop rule ended it.</summary>
public sealed record SessionStopped(
    long Sequence, DateTimeOffset AtUtc, SessionStopReason Reason, string Message, StopRule? Rule = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>The session goes on, after a stop or after the program died.</summary>
public sealed record SessionResumed(long Sequence, DateTimeOffset AtUtc, string ProgramVersion)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// The session is a branch: everything up to here is a copy of FromSession's journal up to its event FromSequence (only the first
/// event names this session instead), and from here on it goes on with this chain. Changes: what is different from before, one
/// line each; empty when nothing is. With Steered the chain is the same, and what is different is that step's response: it was
/// copied only up to FromSequence, right before that response began.
/// </summary>
public sealed record SessionBranched(
    long Sequence, DateTimeOffset AtUtc, string FromSession, long FromSequence, string Chain, string Fingerprint, ulong BaseSeed,
    ImmutableArray<string> Changes, string ProgramVersion, ChainSource? Source = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SteeredStep? Steered = null)
    : SessionEvent(Sequence, AtUtc);

/// <summary>The plan is done.</summary>
public sealed record SessionFinished(long Sequence, DateTimeOffset AtUtc)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// Somebody paused the running session. Time stops counting here; a step or program that is cut short by it leaves no event and
/// begins again, with the same seed, when the session goes on.
/// </summary>
public sealed record PauseRequested(long Sequence, DateTimeOffset AtUtc, string RequestedBy)
    : SessionEvent(Sequence, AtUtc);

/// <summary>The paused session goes on.</summary>
public sealed record SessionContinued(long Sequence, DateTimeOffset AtUtc, string RequestedBy)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// Somebody put Text in the place of the previous response. It holds for the steps that begin after this; a step that is open
/// has been sent what it was sent.
/// </summary>
public sealed record PreviousResponseReplaced(long Sequence, DateTimeOffset AtUtc, string Text, string RequestedBy)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// The watchdog ended an engine that got nowhere during the step at Position, and this is what was known then. The step's failure
/// follows as an event of its own.
/// </summary>
public sealed record EngineRecycled(
    long Sequence, DateTimeOffset AtUtc, StepPosition Position, int Attempt, string Model, WorkPhase Phase, double SilentMs,
    double LimitMs, double? ExpectedMs, int ResponseTokens, double? TokensPerSecond, long? EngineMemoryBytes,
    long? AvailableMemoryBytes, string Message)
    : SessionEvent(Sequence, AtUtc);

/// <summary>
/// Time on the clock in which the session did not run: the machine slept, this process was stopped, or the date was changed (then
/// GapMs may be negative). It counts in no limit of time.
/// </summary>
public sealed record ClockGapNoted(long Sequence, DateTimeOffset AtUtc, ClockGapKind Kind, double GapMs)
    : SessionEvent(Sequence, AtUtc);
