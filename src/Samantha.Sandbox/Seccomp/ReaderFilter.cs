using System.Collections.Immutable;

namespace Samantha.Sandbox.Seccomp;

/// <summary>
/// Emits the filter of a program that only reads files, computes, and talks through the pipes that it has: no socket of any kind,
/// no other program, no change to any file, no signal to another process, besides all that the sandbox's filter refuses. Pure.
/// </summary>
internal static class ReaderFilter
{
    private const uint ThirdArgument = 32;
    private const uint CloneThread = 0x0001_0000;

    /// <summary>O_WRONLY, O_RDWR, O_CREAT and O_TRUNC.</summary>
    private const uint OpenToChange = 0x1 | 0x2 | 0x40 | 0x200;

    private static readonly string[] AlsoRefused =
    [
        "execve", "execveat", "fork", "vfork",
        "creat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink",
        "symlinkat", "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat",
        "truncate", "ftruncate", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "utime",
        "utimes", "futimesat", "utimensat",
        "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_send_signal",
        "mq_open", "personality", "ioctl",
    ];

    /// <param name="table">The processor's system calls.</param>
    /// <param name="ownProcess">The program's number as it sees itself: the only one that it may send signals to.</param>
    public static ImmutableArray<BpfInstruction> Build(SyscallTable table, int ownProcess)
    {
        List<BpfInstruction> filter = SeccompFilter.Begin(table);
        foreach (string name in AlsoRefused)
        {
            SeccompFilter.Add(filter, table, name, [SeccompFilter.Return(SeccompAction.NotPermitted)]);
        }

        // A clone that is no thread would be another process.
        SeccompFilter.Add(filter, table, "clone", WhenSet(
            SeccompFilter.FirstArgument, CloneThread, SeccompAction.Allow, SeccompAction.NotPermitted));
        SeccompFilter.Add(filter, table, "open", WhenSet(
            SeccompFilter.SecondArgument, OpenToChange, SeccompAction.AccessDenied, SeccompAction.Allow));
        SeccompFilter.Add(filter, table, "openat", WhenSet(
            ThirdArgument, OpenToChange, SeccompAction.AccessDenied, SeccompAction.Allow));

        // Its flags lie in memory where a filter cannot look; callers fall back to openat.
        SeccompFilter.Add(filter, table, "openat2", [SeccompFilter.Return(SeccompAction.NotImplemented)]);
        foreach (string name in (string[])["kill", "tgkill"])
        {
            SeccompFilter.Add(filter, table, name, SeccompFilter.Choice(
                SeccompFilter.FirstArgument, [(uint)ownProcess], SeccompAction.Allow, SeccompAction.NotPermitted));
        }

        foreach (string name in (string[])["socket", "socketpair"])
        {
            SeccompFilter.Add(filter, table, name, [SeccompFilter.Return(SeccompAction.FamilyNotSupported)]);
        }

        filter.Add(SeccompFilter.Return(SeccompAction.Allow));
        return [.. filter];
    }

    private static List<BpfInstruction> WhenSet(uint argument, uint bits, uint whenSet, uint otherwise) =>
    [
        SeccompFilter.Load(argument), new(BpfInstruction.JumpSet, 0, 1, bits), SeccompFilter.Return(whenSet),
        SeccompFilter.Return(otherwise),
    ];
}
