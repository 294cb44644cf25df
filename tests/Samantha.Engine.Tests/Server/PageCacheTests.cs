using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Samantha.Engine.Server;

namespace Samantha.Engine.Tests.Server;

/// <summary>
/// Reading a model file into memory: with progress when it is cold, not at all when it is warm, and cancellable.
/// </summary>
public sealed partial class PageCacheTests : IDisposable
{
    private const int DontNeed = 4;
    private const int FileBytes = 16 * 1024 * 1024;

    private readonly string _path = Path.Combine(AppContext.BaseDirectory, $"page-cache-{Guid.NewGuid():N}.bin");

    public PageCacheTests() => File.WriteAllBytes(_path, new byte[FileBytes]);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_warm_file_is_not_read_again()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        List<double> progress = [];

        PageCache.Warm(_path, progress.Add, CancellationToken.None);

        Assert.Empty(progress);
    }

    [Fact]
    public void A_cold_file_is_read_with_progress()
    {
        if (!Evict())
        {
            return; // A file system in memory has no cold files.
        }

        List<double> progress = [];

        PageCache.Warm(_path, progress.Add, CancellationToken.None);

        Assert.Equal(1, progress[^1]);
        Assert.True(progress.Count > 1);
        Assert.Equal(1, Share());
    }

    [Fact]
    public void Reading_ends_at_a_cancel()
    {
        if (!Evict())
        {
            return;
        }

        using CancellationTokenSource cancel = new();

        Assert.Throws<OperationCanceledException>(() => PageCache.Warm(_path, _ => cancel.Cancel(), cancel.Token));
    }

    private bool Evict()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using (FileStream stream = new(_path, FileMode.Open))
        {
            stream.Flush(flushToDisk: true);
            _ = Advise((int)stream.SafeFileHandle.DangerousGetHandle(), 0, 0, DontNeed);
        }

        return Share() < 0.99;
    }

    private double Share()
    {
        using SafeFileHandle file = File.OpenHandle(_path);
        return PageCache.ShareInMemory(file, FileBytes);
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(int file, long offset, long length, int advice);
}
