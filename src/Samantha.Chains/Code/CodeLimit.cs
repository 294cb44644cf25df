namespace Samantha.Chains.Code;

/// <summary>The limits of a run by name. Extend-only: journals hold them.</summary>
public enum CodeLimit
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
