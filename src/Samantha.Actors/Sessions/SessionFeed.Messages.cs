using System.Collections.Immutable;
using Samantha.Actors.Storage;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Actors.Sessions;

// What is published on the event stream while sessions run. Screens only subscribe; nothing here is an order.

/// <summary>Everything a screen may show of a session.</summary>
public abstract record SessionNews(SessionId Session);

/// <summary>An event that is durable: it is in the journal.</summary>
public sealed record SessionEventRecorded(SessionId Session, SessionEvent Event) : SessionNews(Session);

/// <summary>The model for a step is being loaded. Not durable.</summary>
public sealed record StepLoadProgressed(SessionId Session, StepPosition Position, string ModelName, LoadProgress Progress)
    : SessionNews(Session);

/// <summary>
/// The model's file for a step is being downloaded; <c>TotalBytes</c> is null when the server does not say. Not durable.
/// </summary>
public sealed record StepDownloadProgressed(
    SessionId Session, StepPosition Position, string ModelName, long ReceivedBytes, long? TotalBytes) : SessionNews(Session);

/// <summary>
/// Prompt evaluation, in tokens; <c>ContextTokens</c> is the window, <c>PreviousTokens</c> what of the prompt is the previous
/// response. Not durable.
/// </summary>
public sealed record StepPrefillProgressed(
    SessionId Session, StepPosition Position, int DoneTokens, int TotalTokens, int ContextTokens, int PreviousTokens = 0)
    : SessionNews(Session);

/// <summary>Text of the running response as it comes; untrusted. Not durable until the response is committed.</summary>
public sealed record StepTextStreamed(
    SessionId Session, StepPosition Position, int Attempt, string TextDelta, int ResponseTokens) : SessionNews(Session);

/// <summary>How the newest tokens of the running response were chosen, for sessions that somebody watches. Not durable.</summary>
public sealed record StepTokensExplained(
    SessionId Session, StepPosition Position, int Attempt, ImmutableArray<TokenEvidence> Tokens) : SessionNews(Session);

/// <summary>What the newest token would have been with these settings: the answer to a preview. Not durable.</summary>
public sealed record StepChoicePreviewed(
    SessionId Session, StepPosition Position, SamplingSettings Sampling, TokenEvidence Token) : SessionNews(Session);

/// <summary>The code of a response begins to run, in this sandbox. Not durable.</summary>
public sealed record StepCodeStarted(SessionId Session, StepPosition Position, string Sandbox, string SandboxReason)
    : SessionNews(Session);

/// <summary>What that code prints as it comes; untrusted. Not durable until its CodeExecuted event.</summary>
public sealed record StepCodePrinted(SessionId Session, StepPosition Position, bool IsError, string TextDelta)
    : SessionNews(Session);

/// <summary>Something worth a line on the screen that changes nothing: a retry, a fallback. Not durable.</summary>
public sealed record SessionNoted(SessionId Session, string Text) : SessionNews(Session);

/// <summary>Nothing of the paused session runs any more. Not durable.</summary>
public sealed record SessionRested(SessionId Session) : SessionNews(Session);

/// <summary>
/// How much of the chain's limits is used, between two steps; for chains that have any. Disk is null unless a limit is about it.
/// </summary>
public sealed record SessionBudgetsUsed(SessionId Session, ImmutableArray<BudgetUse> Budgets, StopDisk? Disk)
    : SessionNews(Session);

/// <summary>The last word of a session in this process.</summary>
/// <param name="Status">One of <see cref="Journal.SessionStatusText"/>.</param>
/// <param name="Message">One line for the user: how it ended.</param>
/// <param name="JournalFailed">True when it ended because events could not be written.</param>
public sealed record SessionEnded(
    SessionId Session, string Status, string Message, long Steps, long Tokens, long Failures, bool JournalFailed = false)
    : SessionNews(Session);

/// <summary>
/// The session's actor is gone, whether it ended (then <see cref="SessionEnded"/> came before) or was given up after repeated
/// errors.
/// </summary>
public sealed record SessionGone(SessionId Session) : SessionNews(Session);
