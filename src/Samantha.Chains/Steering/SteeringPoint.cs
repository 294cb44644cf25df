using Samantha.Chains.Sessions;

namespace Samantha.Chains.Steering;

/// <summary>A response that can be steered, and the session as it was right before it began.</summary>
/// <param name="Before">The fold of all events before Started.</param>
/// <param name="Started">What was sent.</param>
/// <param name="Committed">The response; null while it is being made.</param>
public sealed record SteeringPoint(SessionState Before, StepStarted Started, ResponseCommitted? Committed);
