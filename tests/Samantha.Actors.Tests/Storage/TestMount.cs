using System.Diagnostics;

namespace Samantha.Actors.Tests.Storage;

/// <summary>
/// A small file system of its own, to have a disk that is really full or really read-only. Tests that use it are
/// <see cref="MountFactAttribute"/> facts.
/// </summary>
internal sealed class TestMount : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private TestMount()
    {
    }

    public string Path => folder.Path;

    public static TestMount Create(int sizeKilobytes) =>
        TryCreate(sizeKilobytes) ?? throw new InvalidOperationException("this machine does not let us mount");

    /// <summary>Null when this machine does not let us mount.</summary>
    public static TestMount? TryCreate(int sizeKilobytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var mount = new TestMount();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={sizeKilobytes}k,mode=700", "tmpfs", mount.Path) == 0)
        {
            return mount;
        }

        mount.folder.Dispose();
        return null;
    }

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Path));

    public void Resize(int sizeKilobytes) => Assert.Equal(0, Run("mount", "-o", $"remount,size={sizeKilobytes}k", Path));

    public void Dispose()
    {
        Run("umount", Path);
        folder.Dispose();
    }

    private static int Run(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
