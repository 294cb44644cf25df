using Samantha.Chains.Plans;

namespace Samantha.Chains.Stop;

/// <summary>A stop rule that would have ended a session after the step at Position, with its sentence.</summary>
public sealed record StopHit(StepPosition Position, StopRule Rule, string Message);
