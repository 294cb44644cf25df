using Samantha.Actors.Storage;
using Samantha.Chains.Plans;

namespace Samantha.Tui.Learn;

/// <summary>What the screen Learn is to show: a session, and one of its steps; null = its newest response.</summary>
public sealed record LearnTarget(SessionId Session, StepPosition? Position);
