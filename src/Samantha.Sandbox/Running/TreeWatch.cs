using Samantha.Sandbox.Processes;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Looks ten times a second at all processes of a run and says when one of the limits that hold for all of them together is
/// reached. It ends nothing.
/// </summary>
internal sealed class TreeWatch(int root, SandboxLimits limits, TimeProvider time, string? workFolder = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Bounds the sum over a work folder that is no file system of its own.</summary>
    private const int FilesMax = 20_000;

    private double _cpuBeforeMs;

    /// <summary>The most processes and threads of the program that were seen at once.</summary>
    public int ProcessesSeen { get; private set; }

    /// <summary>How many processes and threads of the tree are ours and not the program's.</summary>
    public int OwnProcesses { get; init; }

    /// <summary>What was used before the program began does not count.</summary>
    public void Begin() => _cpuBeforeMs = ProcessTree.Snapshot(root).Sum(process => process.CpuMs);

    /// <summary>Ends with the limit that was reached, or with the cancellation.</summary>
    public async Task<SandboxLimit> WaitAsync(CancellationToken ct)
    {
        using PeriodicTimer timer = new(Interval, time);
        int tick = 0;
        while (true)
        {
            await timer.WaitForNextTickAsync(ct).ConfigureAwait(false);
            if (Look(tick++ % 5 == 0) is { } limit)
            {
                return limit;
            }
        }
    }

    private SandboxLimit? Look(bool alsoFolder)
    {
        IReadOnlyList<ProcessFacts> tree = ProcessTree.Snapshot(root);
        ProcessesSeen = Math.Max(ProcessesSeen, tree.Sum(process => process.Threads) - OwnProcesses);
        if (tree.Sum(process => process.CpuMs) - _cpuBeforeMs > limits.Cpu.TotalMilliseconds)
        {
            return SandboxLimit.Cpu;
        }

        // Pages that forked processes share count once for each of them; only when that is too much is the dear sum made. Twice:
        // while sharers end between two readings, the shares of the others grow and the sum is too high.
        if (tree.Sum(process => process.ResidentBytes) > limits.MemoryTotalBytes && IsOverInShares() && IsOverInShares())
        {
            return SandboxLimit.MemoryTotal;
        }

        return alsoFolder && workFolder is not null && FolderBytes(workFolder) > limits.WorkFolderBytes
            ? SandboxLimit.WorkFolder
            : null;
    }

    private bool IsOverInShares()
    {
        long sum = 0;
        foreach (ProcessFacts process in ProcessTree.Snapshot(root))
        {
            // One that may not be read counts whole; one that has ended in the meantime does not count.
            sum += ProcessTree.ProportionalBytes(process.Id) ?? ProcessTree.Read(process.Id)?.ResidentBytes ?? 0;
        }

        return sum > limits.MemoryTotalBytes;
    }

    private static long FolderBytes(string folder)
    {
        try
        {
            EnumerationOptions options = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            return new DirectoryInfo(folder).EnumerateFiles("*", options).Take(FilesMax).Sum(file => file.Length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The program changes it while it is looked at; the next look comes soon.
            return 0;
        }
    }
}
