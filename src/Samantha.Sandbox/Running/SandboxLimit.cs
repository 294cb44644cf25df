namespace Samantha.Sandbox.Running;

/// <summary>The limits of a run by name.</summary>
public enum SandboxLimit
{
    WallClock,
    Cpu,
    Memory,
    MemoryTotal,
    Processes,
    FileSize,
    WorkFolder,
    Output,
}
