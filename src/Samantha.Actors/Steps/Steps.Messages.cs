using System.Collections.Immutable;
using Samantha.Actors.Models;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Actors.Steps;

// What a PromptActor and a StopConditionActor are told by their ChainSession, and what they answer.

/// <summary>
/// To a PromptActor: end the step as soon as possible. Answered with <see cref="StepCancelled"/> unless another outcome was
/// faster.
/// </summary>
public sealed record CancelStep;

/// <summary>The step's model is in memory. Comes before any text.</summary>
public sealed record StepModelReady(
    StepPosition Position, ModelUse Use, LoadedModel Model, bool LoadedNow, double? SwapMs = null);

public sealed record StepTextGrew(StepPosition Position, string TextDelta, int ResponseTokens)
{
    /// <summary>How the tokens since the last one were chosen, if anybody wants to know.</summary>
    public ImmutableArray<TokenEvidence> Explained { get; init; } = [];
}

/// <summary>To a PromptActor: for the response that is being made; not answered.</summary>
public sealed record SteerStep(SteerCommand Command);

/// <summary>What the newest token would have been with other settings.</summary>
public sealed record StepPreviewed(StepPosition Position, SamplingSettings Sampling, TokenEvidence Token);

/// <summary>The step has its response. One of the four outcomes; the PromptActor stops after each of them.</summary>
public sealed record StepAnswered(StepPosition Position, GenerationResult Result);

/// <summary>The step was cancelled; the result is null when nothing was generated yet.</summary>
public sealed record StepCancelled(StepPosition Position, GenerationResult? Result);

/// <summary>The previous response must lose its oldest characters before the step can be run.</summary>
public sealed record StepNeedsTrim(StepPosition Position, int DropCharacters, int RemainingCharacters);

/// <param name="WhileLoading">The model never came into memory.</param>
/// <param name="WorthRetrying">A new engine may do better.</param>
public sealed record StepBroken(
    StepPosition Position, StepFailureReason Reason, string Message, bool WhileLoading, bool WorthRetrying, string ModelPath)
{
    /// <summary>Set when the watchdog ended the engine.</summary>
    public EngineSnapshot? Snapshot { get; init; }
}

/// <summary>
/// To the StopConditionActor: what comes next, another step or the end? Answered with <see cref="NextDecided"/>.
/// </summary>
public sealed record DecideNext(SessionState State, Plan Plan, StopClock Clock);

/// <param name="LastSequence">Of the state that was asked about; a session whose state went on asks again.</param>
/// <param name="Budgets">How much of the chain's limits is used; empty without any.</param>
/// <param name="Disk">As it was measured for them; null when no limit is about the disk.</param>
public sealed record NextDecided(
    SessionDecision Decision, long LastSequence, ImmutableArray<BudgetUse> Budgets, StopDisk? Disk);
