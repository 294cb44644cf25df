using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>How a step was settled.</summary>
public enum StepOutcomeKind
{
    Answered,
    Failed,
    ModelSkipped,
}

/// <summary>The last settled step. FailureReason is set when it failed.</summary>
public sealed record StepOutcome(StepPosition Position, StepOutcomeKind Kind, StepFailureReason? FailureReason = null);

/// <summary>A step that has begun and is not settled: it is tried again after a crash, with the next attempt.</summary>
public sealed record OpenStep(StepPosition Position, int Attempt);
