using System.Collections.Immutable;

namespace Samantha.Sandbox.Running;

/// <summary>
/// Finds the limits that made something in a run fail, from what can be seen afterwards: how it ended, the last lines of stderr,
/// what the work folder looks like. The program can fake the lines; then only a name is wrong. Pure.
/// </summary>
internal static class LimitEvidence
{
    private const int SigKill = 9;
    private const int SigXcpu = 24;
    private const int SigXfsz = 25;

    /// <summary>A folder with less room than this is full.</summary>
    private const long FullBytes = 8_192;

    /// <summary>The kernel counts the CPU limit in whole seconds.</summary>
    private const double CpuSlackMs = 1_000;

    private static readonly (string Text, SandboxLimit Limit)[] Signs =
    [
        ("MemoryError", SandboxLimit.Memory),
        ("std::bad_alloc", SandboxLimit.Memory),
        ("[Errno 12] Cannot allocate memory", SandboxLimit.Memory),
        ("can't start new thread", SandboxLimit.Processes),
        ("[Errno 11] Resource temporarily unavailable", SandboxLimit.Processes),
        ("fork: Resource temporarily unavailable", SandboxLimit.Processes),
        ("[Errno 27] File too large", SandboxLimit.FileSize),
        ("[Errno 28] No space left on device", SandboxLimit.WorkFolder),
    ];

    /// <summary>The CPU limit of the kernel ends a process by a signal; this tells it from other deaths.</summary>
    public static bool EndedByCpu(int signal, double cpuMs, SandboxLimits limits) =>
        signal == SigXcpu || (signal == SigKill && cpuMs >= limits.Cpu.TotalMilliseconds - CpuSlackMs);

    public static ImmutableArray<SandboxLimit> Find(
        SupervisorEnd end, string stderrTail, bool hasFullFile, int processesSeen, SandboxLimits limits)
    {
        List<SandboxLimit> found = [];
        if (EndedByCpu(end.Signal, end.CpuMs, limits))
        {
            found.Add(SandboxLimit.Cpu);
        }

        if (end.Signal == SigXfsz || hasFullFile)
        {
            found.Add(SandboxLimit.FileSize);
        }

        if (end.ExitCode != 0)
        {
            found.AddRange(
                Signs.Where(sign => stderrTail.Contains(sign.Text, StringComparison.Ordinal)).Select(sign => sign.Limit));
        }

        if (end.FreeBytes < FullBytes)
        {
            found.Add(SandboxLimit.WorkFolder);
        }

        if (processesSeen >= limits.Processes)
        {
            found.Add(SandboxLimit.Processes);
        }

        return [.. found.Distinct()];
    }
}
