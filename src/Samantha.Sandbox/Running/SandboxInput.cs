namespace Samantha.Sandbox.Running;

/// <summary>A file of this machine that a command finds, read-only, as /in/NAME.</summary>
public sealed record SandboxInput(string HostPath, string Name);
