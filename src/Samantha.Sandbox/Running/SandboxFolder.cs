namespace Samantha.Sandbox.Running;

/// <summary>A folder of this machine (an absolute path) that appears in the sandbox as /data/NAME.</summary>
public sealed record SandboxFolder(string HostPath, string Name);
