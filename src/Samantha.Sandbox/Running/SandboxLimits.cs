namespace Samantha.Sandbox.Running;

/// <summary>
/// What one sandboxed run may use at most. Bytes, and times of one run. Cpu is of all its processes together, MemoryBytes is
/// the address space of each, MemoryTotalBytes what all of them hold; Processes counts threads too.
/// </summary>
public sealed record SandboxLimits(
    TimeSpan WallClock, TimeSpan Cpu, long MemoryBytes, long MemoryTotalBytes, int Processes, long FileBytes,
    long WorkFolderBytes, long OutputBytes)
{
    public static SandboxLimits Default { get; } = new(
        TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), 1_500_000_000, 2_000_000_000, 64, 50_000_000, 200_000_000, 1_000_000);
}
