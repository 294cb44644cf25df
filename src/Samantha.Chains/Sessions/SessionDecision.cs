using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Messages;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Sessions;

/// <summary>What a session does next. The cases are the records of this file.</summary>
public abstract record SessionDecision;

/// <summary>Run this step: everything that is needed, and everything that StepStarted records.</summary>
public sealed record RunStep(
    PlannedStep Step, int Attempt, Hyperparameters Hyperparameters, ulong Seed, string? RandomLine,
    string SystemPrompt, string PreviousResponse, string Prompt, int PreviousTrimmedCharacters,
    ImmutableArray<ChatMessage> Messages, string? SweepLine = null, string? Note = null) : SessionDecision
{
    /// <inheritdoc cref="StepStarted.GivenTokens"/>
    public string? GivenTokens { get; init; }

    public StepStarted ToEvent(long sequence, DateTimeOffset atUtc) => new(
        sequence, atUtc, Step.Position, Attempt, Step.Model.Name, Hyperparameters, Seed, SystemPrompt, PreviousResponse, Prompt,
        PreviousTrimmedCharacters, RandomLine, GivenTokens, SweepLine, Note);
}

/// <summary>
/// Run the code of the response to Position (or only save its HTML) and record a CodeExecuted with this position and attempt.
/// </summary>
public sealed record RunCode(StepPosition Position, int Attempt, ExtractedCode Code) : SessionDecision;

/// <summary>This step fails without being run, for a reason that is known beforehand.</summary>
public sealed record FailStep(PlannedStep Step, int Attempt, StepFailureReason Reason, string Message) : SessionDecision;

/// <summary>The session stops here; it can be resumed.</summary>
public sealed record StopSession(SessionStopReason Reason, string Message, StopRule? Rule = null) : SessionDecision;

/// <summary>The session is paused: do nothing until somebody lets it go on, or stops it.</summary>
public sealed record AwaitContinue : SessionDecision;

/// <summary>The plan is done.</summary>
public sealed record FinishSession : SessionDecision;
