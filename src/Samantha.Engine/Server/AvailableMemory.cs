using System.Globalization;

namespace Samantha.Engine.Server;

/// <summary>
/// How much memory this process may still take: the machine's available memory and its control group's limit, whichever
/// is less.
/// </summary>
public static class AvailableMemory
{
    private const string GroupFolder = "/sys/fs/cgroup";

    public static long ReadBytes()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        long bytes = Math.Max(0, info.TotalAvailableMemoryBytes - info.MemoryLoadBytes);
        if (OperatingSystem.IsLinux())
        {
            bytes = MemAvailable() ?? bytes;
            bytes = Math.Min(bytes, GroupHeadroom() ?? long.MaxValue);
        }

        return bytes;
    }

    /// <summary>MemAvailable counts the page cache that can be given back, as a mapped model is.</summary>
    private static long? MemAvailable()
    {
        string? line = ReadLines("/proc/meminfo").FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length >= 2 && long.TryParse(words[1], CultureInfo.InvariantCulture, out long kibibytes)
            ? kibibytes * 1024
            : null;
    }

    private static long? GroupHeadroom()
    {
        long? limit = ReadNumber(Path.Combine(GroupFolder, "memory.max"));
        long? used = ReadNumber(Path.Combine(GroupFolder, "memory.current"));
        if (limit is null || used is null)
        {
            return null;
        }

        // Cached file pages are counted as used but are given back first.
        string? inactive = ReadLines(Path.Combine(GroupFolder, "memory.stat"))
            .FirstOrDefault(l => l.StartsWith("inactive_file ", StringComparison.Ordinal));
        _ = long.TryParse(inactive?.Split(' ')[1], CultureInfo.InvariantCulture, out long cached);
        return Math.Max(0, limit.Value - used.Value + cached);
    }

    private static long? ReadNumber(string path) =>
        long.TryParse(ReadLines(path).FirstOrDefault(), CultureInfo.InvariantCulture, out long value) ? value : null;

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
