using System.Runtime.InteropServices;

namespace Samantha.Actors.ReadAhead;

/// <summary>
/// Gives the calling thread the lowest priority for processor and disk, so that it only gets what nobody else wants. Linux keeps
/// both per thread; elsewhere, and where it is refused, nothing happens. The thread must not go back to a pool.
/// </summary>
internal static class IdlePriority
{
    private const int NiceMax = 19;
    private const int WhoThread = 1;
    private const int IdleClass = 3 << 13;

    public static void Take()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _ = SetPriority(0, 0, NiceMax);
        long number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 251,
            Architecture.Arm64 => 30,
            _ => -1,
        };
        if (number >= 0)
        {
            _ = SystemCall(number, WhoThread, 0, IdleClass);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long SystemCall(long number, long which, long who, long priority);
}
