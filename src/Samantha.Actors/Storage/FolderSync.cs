using System.Runtime.InteropServices;
using System.Text;

namespace Samantha.Actors.Storage;

/// <summary>
/// Makes the names in a folder durable (fsync of the folder itself), which .NET cannot do. Windows needs no such step and gets
/// none.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    // EINVAL: some network and FUSE file systems cannot sync a folder; they make renames durable themselves or not at all.
    private const int NotSupported = 22;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle < 0)
        {
            throw Error(folder, Marshal.GetLastPInvokeError());
        }

        try
        {
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is var code and not NotSupported)
            {
                throw Error(folder, code);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Error(string folder, int code) =>
        new($"cannot make the folder '{folder}' durable: {Marshal.GetPInvokeErrorMessage(code)}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
