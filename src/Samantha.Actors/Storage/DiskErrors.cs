namespace Samantha.Actors.Storage;

/// <summary>Tells apart the input/output errors that a user can do something about. Platform numbers live only here.</summary>
internal static class DiskErrors
{
    // errno values of Linux, macOS and FreeBSD; 0x8007xxxx are Windows' own codes as .NET reports them.
    private const int UnixNoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int UnixReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsWriteProtect = unchecked((int)0x80070013);

    public static bool IsDiskFull(IOException exception) =>
        OperatingSystem.IsWindows()
            ? exception.HResult is WindowsDiskFull or WindowsHandleDiskFull
            : exception.HResult == UnixNoSpace || exception.HResult == (OperatingSystem.IsMacOS() ? MacQuota : LinuxQuota);

    public static bool IsReadOnlyFileSystem(IOException exception) =>
        exception.HResult == (OperatingSystem.IsWindows() ? WindowsWriteProtect : UnixReadOnlyFileSystem);
}
