namespace Samantha.Chains.Code;

/// <summary>What one run of a program may use at most. Bytes, and times of one run.</summary>
public sealed record CodeLimits
{
    public static CodeLimits Default { get; } = new();

    public TimeSpan WallClock { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Cpu { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Address space of each process; pandas with a plot needs about 500 MB.</summary>
    public long MemoryBytes { get; init; } = 1_500_000_000;

    /// <summary>Resident memory of all its processes together.</summary>
    public long MemoryTotalBytes { get; init; } = 2_000_000_000;

    /// <summary>Processes and threads.</summary>
    public int Processes { get; init; } = 64;

    public long FileBytes { get; init; } = 50_000_000;

    public long WorkFolderBytes { get; init; } = 200_000_000;

    /// <summary>stdout and stderr together.</summary>
    public long OutputBytes { get; init; } = 1_000_000;
}
