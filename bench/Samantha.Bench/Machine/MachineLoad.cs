using System.Diagnostics;
using System.Globalization;

namespace Samantha.Bench.Machine;

/// <summary>A moment of the machine's processor time, all of it and ours; two of them tell what the others used between.</summary>
internal sealed record MachineLoad(long Timestamp, double BusySeconds, double OwnSeconds)
{
    public static MachineLoad Now() => new(Stopwatch.GetTimestamp(), ReadBusySeconds(), ProcessTree.ProcessorSeconds());

    /// <summary>Cores that other processes used since then, on average. Never below 0, although both clocks tick coarsely.</summary>
    public double OthersSince(MachineLoad before)
    {
        double seconds = Stopwatch.GetElapsedTime(before.Timestamp, Timestamp).TotalSeconds;
        double others = BusySeconds - before.BusySeconds - (OwnSeconds - before.OwnSeconds);
        return Math.Max(0, others / seconds);
    }

    private static double ReadBusySeconds()
    {
        // cpu user nice system idle iowait irq softirq steal …: everything but the two that wait. Stolen time is another guest's.
        string line = File.ReadLines("/proc/stat").First();
        long[] ticks = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4]) / ProcessTree.TicksPerSecond;
    }
}
