namespace Samantha.Sandbox.Levels;

/// <summary>One thing that the self-test tried, and what came of it.</summary>
public sealed record SandboxCheck(string Name, bool Passed, string Detail);
