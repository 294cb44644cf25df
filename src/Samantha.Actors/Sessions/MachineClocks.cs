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
