using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Samantha.Engine.Gguf;
using Samantha.Engine.Server;

namespace Samantha.Actors.ReadAhead;

/// <summary>
/// Reads the files of one model into the page cache, at idle priority and a bounded rate, for as long as there is room. It keeps
/// nothing of them. Blocks; for a thread of its own.
/// </summary>
internal static class FileReadAhead
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>So much, and the facts are looked at again: others may have taken the memory.</summary>
    private const long LookBytes = 64L * ChunkBytes;

    /// <summary>Copying more than this would take a visible share of a core from decoding.</summary>
    private const double BytesPerSecondMax = 400e6;

    private static readonly string[] s_memoryDisks = ["tmpfs", "ramfs", "devtmpfs"];

    /// <returns>What was decided, and how many bytes were read before the end or the cancel.</returns>
    public static (ReadAheadVerdict Verdict, long Bytes) Run(string path, string? loadedPath, CancellationToken ct)
    {
        ImmutableArray<string> files = Parts(path);
        long loaded = loadedPath is null ? 0 : Parts(loadedPath).Sum(SizeOf);
        ReadAheadVerdict verdict = ReadAheadRules.Decide(Facts(files, loaded));
        if (verdict != ReadAheadVerdict.Read)
        {
            return (verdict, 0);
        }

        IdlePriority.Take();
        long done = 0;
        var clock = Stopwatch.StartNew();
        byte[] buffer = GC.AllocateUninitializedArray<byte>(ChunkBytes);
        foreach (string file in files)
        {
            using SafeFileHandle handle = File.OpenHandle(file, options: FileOptions.SequentialScan);
            long length = RandomAccess.GetLength(handle);
            for (long offset = 0; offset < length;)
            {
                if (ct.IsCancellationRequested)
                {
                    return (verdict, done);
                }

                int read = RandomAccess.Read(handle, buffer, offset);
                if (read == 0)
                {
                    break;
                }

                offset += read;
                done += read;
                if (done % LookBytes < read && ReadAheadRules.Decide(Facts(files, loaded)) == ReadAheadVerdict.NoRoom)
                {
                    return (ReadAheadVerdict.NoRoom, done);
                }

                double ahead = (done / BytesPerSecondMax) - clock.Elapsed.TotalSeconds;
                if (ahead > 0)
                {
                    ct.WaitHandle.WaitOne(TimeSpan.FromSeconds(ahead));
                }
            }
        }

        return (verdict, done);
    }

    private static ReadAheadFacts Facts(ImmutableArray<string> files, long loadedBytes)
    {
        long bytes = files.Sum(SizeOf);
        double inMemory = files.Sum(file => PageCache.ShareInMemory(file) * SizeOf(file));
        return new ReadAheadFacts(
            bytes, bytes == 0 ? 1 : inMemory / bytes, loadedBytes, AvailableMemory.ReadBytes(), IsOnMemoryDisk(files[0]));
    }

    private static ImmutableArray<string> Parts(string path)
    {
        try
        {
            return GgufReader.Read(path).Split?.PartPaths ?? [path];
        }
        catch (GgufException)
        {
            return [path]; // No model, as its load will say.
        }
    }

    private static long SizeOf(string file) => LinkedFile.Of(file) is { Exists: true } info ? info.Length : 0;

    private static bool IsOnMemoryDisk(string file)
    {
        try
        {
            return s_memoryDisks.Contains(new DriveInfo(Path.GetFullPath(file)).DriveFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
