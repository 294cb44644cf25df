using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Samantha.Engine.Server;

/// <summary>
/// Reads a model file into the page cache before the library maps it. The library would read a cold file in one silent,
/// uncancellable call; this way there is progress and a cancel. A file that is already in memory is not read again.
/// </summary>
public static unsafe partial class PageCache
{
    private const int ChunkBytes = 4 * 1024 * 1024;
    private const double WarmShare = 0.99;
    private const int ProtectionRead = 1;
    private const int MapShared = 1;

    /// <exception cref="OperationCanceledException">Cancelled between two chunks.</exception>
    public static void Warm(string path, Action<double> onProgress, CancellationToken ct)
    {
        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        long length = RandomAccess.GetLength(file);
        if (length == 0 || ShareInMemory(file, length) >= WarmShare)
        {
            return;
        }

        byte[] buffer = GC.AllocateUninitializedArray<byte>(ChunkBytes);
        for (long offset = 0; offset < length;)
        {
            ct.ThrowIfCancellationRequested();
            int read = RandomAccess.Read(file, buffer, offset);
            if (read == 0)
            {
                return;
            }

            offset += read;
            onProgress((double)offset / length);
        }
    }

    /// <summary>The share of the file's pages that are in memory; 0 where the system cannot tell, and for an empty file.</summary>
    public static double ShareInMemory(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        return length == 0 ? 0 : ShareInMemory(file, length);
    }

    /// <summary>The share of the file's pages that are in memory; 0 where the system cannot tell.</summary>
    internal static double ShareInMemory(SafeFileHandle file, long length)
    {
        if (OperatingSystem.IsWindows())
        {
            return 0;
        }

        nint map = MemoryMap(0, (nuint)length, ProtectionRead, MapShared, (int)file.DangerousGetHandle(), 0);
        if (map == -1)
        {
            return 0;
        }

        try
        {
            long pages = (length + Environment.SystemPageSize - 1) / Environment.SystemPageSize;
            byte[] resident = new byte[pages];
            fixed (byte* into = resident)
            {
                if (MemoryInCore(map, (nuint)length, into) != 0)
                {
                    return 0;
                }
            }

            return resident.Count(page => (page & 1) != 0) / (double)pages;
        }
        finally
        {
            _ = MemoryUnmap(map, (nuint)length);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MemoryUnmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "mincore")]
    private static partial int MemoryInCore(nint address, nuint length, byte* resident);
}
