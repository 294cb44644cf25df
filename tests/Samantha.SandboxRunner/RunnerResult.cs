using Samantha.Sandbox.Running;

namespace Samantha.SandboxRunner;

/// <summary>One run: the name of its file, its outcome, and how many processes below the runner were left after it.</summary>
public sealed record RunnerResult(string Name, SandboxOutcome Outcome, int ProcessesLeft);
