using System.Runtime.InteropServices;

namespace Samantha.Sandbox.Seccomp;

/// <summary>
/// Puts the filter of a program that only reads on this very process and all its threads, for good: nothing can take it off.
/// </summary>
public static unsafe partial class OwnFilter
{
    private const int SetNoNewPrivileges = 38;
    private const long ModeFilter = 1;
    private const long AllThreads = 1;

    /// <returns>Null when the filter holds; else why there is none, in a sentence.</returns>
    public static string? Install()
    {
        if (!OperatingSystem.IsLinux() || SyscallTable.For(RuntimeInformation.ProcessArchitecture) is not { } table)
        {
            return $"there is no system-call filter for {RuntimeInformation.OSDescription} on "
                + $"{RuntimeInformation.ProcessArchitecture} processors";
        }

        byte[] bytes = SeccompFilter.ToBytes(ReaderFilter.Build(table, Environment.ProcessId));
        if (Control(SetNoNewPrivileges, 1, 0, 0, 0) != 0)
        {
            return "the kernel refuses to forbid new privileges";
        }

        fixed (byte* instructions = bytes)
        {
            FilterProgram program = new()
            {
                Count = checked((ushort)(bytes.Length / BpfInstruction.Bytes)),
                Instructions = (nint)instructions,
            };
            nint result = SystemCall((nint)table.Numbers["seccomp"], (nint)ModeFilter, (nint)AllThreads, (nint)(&program));
            return result == 0 ? null : "the kernel takes no system-call filter (seccomp)";
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Count;
        public nint Instructions;
    }
}
