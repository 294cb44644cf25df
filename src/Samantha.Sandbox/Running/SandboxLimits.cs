namespace Samantha.Sandbox.Running;

/// <summary>What one sandboxed run may use at most. Bytes, and times of one run.</summary>
public sealed record SandboxLimits(
    TimeSpan WallClock, TimeSpan Cpu, long MemoryBytes, long MemoryTotalBytes, int Processes, long FileBytes,
    long WorkFolderBytes, long OutputBytes);
