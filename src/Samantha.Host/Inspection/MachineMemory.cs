using System.Globalization;

namespace Samantha.Host.Inspection;

/// <summary>How much memory the machine has to give now. Reads what the system says; judges nothing.</summary>
internal static class MachineMemory
{
    /// <summary>Bytes that can be had without swapping; null when the system does not tell.</summary>
    public static long? AvailableBytes()
    {
        const string Key = "MemAvailable:";
        try
        {
            string? line = OperatingSystem.IsLinux()
                ? File.ReadLines("/proc/meminfo").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal))
                : null;
            string? number = line?[Key.Length..].Trim().Split(' ')[0];
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes))
            {
                return kibibytes * 1024;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        long free = memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        return free > 0 ? free : null;
    }
}
