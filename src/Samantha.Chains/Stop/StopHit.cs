using Samantha.Chains.Plans;

namespace Samantha.Chains.Stop;

/// <summary>
/// A stop rule that would have ended a session after the step at Position, with its sentence. Sequence is the event's with which
/// the step was over: what came first in the session as it ran has the lower one.
/// </summary>
public sealed record StopHit(StepPosition Position, StopRule Rule, string Message, long Sequence);
