using System.Globalization;
using Samantha.Chains.Watching;

namespace Samantha.Actors.Sessions;

/// <summary>Reads the clocks that <see cref="ClockGaps"/> compares. Under Linux the time since the boot tells a sleep.</summary>
internal static class MachineClocks
{
    public static ClockReading Read(TimeProvider time)
    {
        double runningMs = time.GetElapsedTime(0).TotalMilliseconds;
        return new ClockReading(runningMs, time.GetUtcNow(), time == TimeProvider.System ? SinceBootMs() : null);
    }

    /// <summary>Whether a second look is worth its price: so much time is between no two looks of a program that runs.</summary>
    public static bool MayHaveGap(ClockReading before, TimeProvider time)
    {
        double ranMs = time.GetElapsedTime(0).TotalMilliseconds - before.RunningMs;
        double jumpedMs = (time.GetUtcNow() - before.WallUtc).TotalMilliseconds - ranMs;
        return ranMs > ClockGaps.LateMax.TotalMilliseconds / 2 || Math.Abs(jumpedMs) > ClockGaps.DriftMax.TotalMilliseconds / 2;
    }

    private static double? SinceBootMs()
    {
        try
        {
            string first = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/uptime").Split(' ')[0] : "";
            return double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                ? seconds * 1000
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
