namespace Samantha.SandboxRunner;

/// <summary>The first line of the runner's answer: who it runs as and which level is in force.</summary>
public sealed record RunnerReport(string User, string? Level, string Reason);
