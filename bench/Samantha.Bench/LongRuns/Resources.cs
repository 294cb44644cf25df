using System.Globalization;
using Samantha.Bench.Machine;

namespace Samantha.Bench.LongRuns;

/// <summary>What a process holds at one moment: resident bytes, open handles, threads.</summary>
internal readonly record struct Resources(long ResidentBytes, int Handles, int Threads)
{
    /// <summary>Null when the process has ended.</summary>
    public static Resources? Of(int processId)
    {
        try
        {
            int handles = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count();
            string threads = File.ReadLines($"/proc/{processId}/status")
                .First(line => line.StartsWith("Threads:", StringComparison.Ordinal))["Threads:".Length..];
            return ProcessTree.ResidentBytes(processId) is { } bytes
                ? new Resources(bytes, handles, int.Parse(threads, CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
