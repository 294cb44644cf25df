using System.Runtime.InteropServices;
using Samantha.Actors.ReadAhead;
using Samantha.Actors.Tests.Storage;
using Samantha.Engine.Server;

namespace Samantha.Actors.Tests.ReadAhead;

public class FileReadAheadTests
{
    private const int FileBytes = 32 * 1024 * 1024;
    private const int DropPages = 4;

    [Fact(Timeout = 120_000)]
    public async Task A_cold_file_is_in_memory_afterwards()
    {
        using TemporaryFolder folder = OnDisk();
        string path = Cold(folder);
        if (PageCache.ShareInMemory(path) > 0.5)
        {
            return; // This file system keeps its pages: nothing to be seen here.
        }

        (ReadAheadVerdict verdict, long bytes) = await Own(() => FileReadAhead.Run(path, null, CancellationToken.None));

        Assert.Equal((ReadAheadVerdict.Read, (long)FileBytes), (verdict, bytes));
        Assert.True(PageCache.ShareInMemory(path) > 0.99, "all its pages are in memory");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_cancelled_reading_ends_at_once()
    {
        using TemporaryFolder folder = OnDisk();
        string path = Cold(folder);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        (ReadAheadVerdict _, long bytes) = await Own(() => FileReadAhead.Run(path, null, cancelled.Token));

        Assert.Equal(0, bytes);
    }

    // Not in /tmp, which may be memory.
    private static TemporaryFolder OnDisk() => new(AppContext.BaseDirectory);

    // The priority that it takes stays with its thread.
    private static Task<T> Own<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Cold(TemporaryFolder folder)
    {
        string path = Path.Combine(folder.Path, "model.gguf");
        using FileStream file = File.Create(path);
        file.Write(new byte[FileBytes]);
        file.Flush(flushToDisk: true);
        _ = Advise((int)file.SafeFileHandle.DangerousGetHandle(), 0, 0, DropPages);
        return path;
    }

    [DllImport("libc", EntryPoint = "posix_fadvise64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(int file, long offset, long length, int advice);
}
