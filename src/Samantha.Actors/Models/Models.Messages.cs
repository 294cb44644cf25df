using System.Collections.Immutable;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

// All messages of the ModelActor on one screen: first what it is told, then what it answers. Every answer goes to the
// sender of the job and carries the job's id; an answer with an unknown id belongs to a job that is over and is ignored.

/// <summary>One piece of work for the ModelActor; unique while the program runs.</summary>
public readonly record struct JobId(Guid Value)
{
    public static JobId New() => new(Guid.NewGuid());
}

/// <summary>A model as a step wants it: the name that people see, and what is loaded. Equal values need no reload.</summary>
public sealed record ModelUse(string Name, LoadRequest Load);

/// <summary>A job: load the model if another one (or none) is loaded, then do the work.</summary>
public abstract record ModelJob(JobId Job, ModelUse Model);

public sealed record GenerateText(JobId Job, ModelUse Model, GenerateRequest Request) : ModelJob(Job, Model);

/// <summary>Counts the tokens of messages with the model's own template.</summary>
public sealed record CountTokens(JobId Job, ModelUse Model, ImmutableArray<EngineMessage> Messages) : ModelJob(Job, Model);

/// <summary>Ends a waiting or running job; it is answered with <see cref="JobCancelled"/> or with what it had by then.</summary>
public sealed record CancelJob(JobId Job);

/// <summary>For the running job, if it is this one; not answered.</summary>
public sealed record SteerJob(JobId Job, SteerCommand Command);

/// <summary>Ends the engine process when no job runs. Answered with <see cref="ModelUnloaded"/>.</summary>
public sealed record UnloadModel;

public sealed record GetModelStatus;

public sealed record LoadProgressed(JobId Job, LoadProgress Progress);

/// <summary>The model for this job is loaded; <c>LoadedNow</c> is false when it was loaded already.</summary>
public sealed record ModelReady(JobId Job, ModelUse Use, LoadedModel Model, bool LoadedNow)
{
    /// <summary>What the swap took, the end of the engine before included; null when there was none before or nothing was
    /// loaded.</summary>
    public double? SwapMs { get; init; }
}

public sealed record TextProgressed(JobId Job, GenerationUpdate Update);

public sealed record TextGenerated(JobId Job, GenerationResult Result);

public sealed record TokensCounted(JobId Job, PromptCount Count);

public sealed record JobCancelled(JobId Job);

/// <summary>The job failed. <c>WorthRetrying</c>: the engine died or hung, and the file is not under quarantine yet.</summary>
public sealed record JobFailed(JobId Job, StepFailureReason Reason, string Message, bool WhileLoading, bool WorthRetrying)
{
    public int PromptTokens { get; init; }
    public int ContextTokens { get; init; }

    /// <summary>Set when the watchdog ended the engine.</summary>
    public EngineSnapshot? Snapshot { get; init; }
}

public sealed record ModelUnloaded(bool WasLoaded);

/// <summary>Answer to <see cref="GetModelStatus"/>.</summary>
public sealed record ModelStatus(ModelUse? Loaded, int? EngineProcessId, int WaitingJobs, bool Busy);
