using System.Runtime.InteropServices;

namespace Samantha.Sandbox.Processes;

/// <summary>
/// Keeps descriptors of this process out of its children. .NET marks its own as closing on exec; native libraries may not.
/// </summary>
internal static partial class InheritedHandles
{
    private const uint FirstAfterStderr = 3;
    private const uint CloseOnExec = 4;

    /// <summary>Marks every descriptor above stderr. Needs Linux 5.11; older kernels and systems keep what .NET does.</summary>
    public static void CloseOnStart()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = CloseRange(FirstAfterStderr, uint.MaxValue, CloseOnExec);
        }
        catch (EntryPointNotFoundException)
        {
            // An older C library: nothing more can be done from here.
        }
    }

    [LibraryImport("libc", EntryPoint = "close_range", SetLastError = true)]
    private static partial int CloseRange(uint first, uint last, uint flags);
}
