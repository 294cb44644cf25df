using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Samantha.Sandbox.Seccomp;

/// <summary>
/// Emits the system-call filter of the sandbox: everything ordinary programs do is allowed; what reaches into the kernel, other
/// processes, namespaces, keys, the terminal or the network is refused. Pure; it loads nothing.
/// </summary>
internal static class SeccompFilter
{
    private const uint NumberOffset = 0;
    private const uint AuditOffset = 4;
    internal const uint FirstArgument = 16;
    internal const uint SecondArgument = 24;
    private const uint X32Bit = 0x4000_0000;

    /// <summary>Every CLONE_NEW* flag that clone takes: mounts, cgroup, host name, IPC, user, processes, network.</summary>
    private const uint NewNamespaces = 0x7E02_0000;

    private const uint TiocSti = 0x5412;
    private const uint TiocLinux = 0x541C;
    private const uint FamilyUnix = 1;
    private const uint FamilyInet = 2;
    private const uint FamilyInet6 = 10;
    private const uint FamilyNetlink = 16;

    internal static readonly ImmutableArray<string> Refused =
    [
        "mount", "umount2", "pivot_root", "chroot", "setns", "unshare", "open_tree", "move_mount", "fsopen", "fsconfig",
        "fsmount", "fspick", "mount_setattr",
        "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd",
        "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
        "add_key", "request_key", "keyctl", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
        "open_by_handle_at", "name_to_handle_at", "fanotify_init", "swapon", "swapoff", "reboot", "acct", "quotactl",
        "quotactl_fd", "nfsservctl", "syslog", "iopl", "ioperm", "modify_ldt", "settimeofday", "clock_settime", "adjtimex",
        "clock_adjtime", "sethostname", "setdomainname", "vhangup", "lookup_dcookie", "move_pages", "migrate_pages",
        // Memory that no process limit and no watch over resident memory sees.
        "memfd_create", "memfd_secret", "shmget", "msgget", "semget",
    ];

    public static ImmutableArray<BpfInstruction> Build(SyscallTable table, bool network)
    {
        List<BpfInstruction> filter = Begin(table);
        Add(filter, table, "clone",
        [
            Load(FirstArgument), new(BpfInstruction.JumpSet, 0, 1, NewNamespaces), Return(SeccompAction.NotPermitted),
            Return(SeccompAction.Allow),
        ]);
        Add(filter, table, "ioctl", Choice(
            SecondArgument, [TiocSti, TiocLinux], SeccompAction.NotPermitted, SeccompAction.Allow));

        // With the host's network come its abstract sockets (desktop, message bus): there only pairs are allowed.
        Add(filter, table, "socket", Choice(
            FirstArgument, network ? [FamilyInet, FamilyInet6, FamilyNetlink] : [FamilyUnix], SeccompAction.Allow,
            SeccompAction.FamilyNotSupported));
        Add(filter, table, "socketpair", Choice(
            FirstArgument, [FamilyUnix], SeccompAction.Allow, SeccompAction.FamilyNotSupported));
        filter.Add(Return(SeccompAction.Allow));
        return [.. filter];
    }

    /// <summary>
    /// What every filter begins with: only this processor's calls, only calls that were known, none of the refused ones.
    /// </summary>
    internal static List<BpfInstruction> Begin(SyscallTable table)
    {
        List<BpfInstruction> filter =
        [
            Load(AuditOffset),
            new(BpfInstruction.JumpEqual, 1, 0, table.Audit),
            Return(SeccompAction.KillProcess),
            Load(NumberOffset),
        ];
        if (table.HasX32)
        {
            filter.Add(new(BpfInstruction.JumpGreaterOrEqual, 0, 1, X32Bit));
            filter.Add(Return(SeccompAction.KillProcess));
        }

        filter.Add(new(BpfInstruction.JumpGreaterOrEqual, 0, 1, SyscallTable.Newest + 1));
        filter.Add(Return(SeccompAction.NotImplemented));
        foreach (string name in Refused)
        {
            Add(filter, table, name, [Return(SeccompAction.NotPermitted)]);
        }

        // Its flags lie in memory where a filter cannot look; the C library then falls back to clone.
        Add(filter, table, "clone3", [Return(SeccompAction.NotImplemented)]);
        return filter;
    }

    /// <summary>As the kernel and bubblewrap read it, on a little-endian processor.</summary>
    public static byte[] ToBytes(ImmutableArray<BpfInstruction> filter)
    {
        byte[] bytes = new byte[filter.Length * BpfInstruction.Bytes];
        for (int i = 0; i < filter.Length; i++)
        {
            Span<byte> place = bytes.AsSpan(i * BpfInstruction.Bytes, BpfInstruction.Bytes);
            BinaryPrimitives.WriteUInt16LittleEndian(place, filter[i].Code);
            place[2] = filter[i].JumpTrue;
            place[3] = filter[i].JumpFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(place[4..], filter[i].Operand);
        }

        return bytes;
    }

    /// <summary>A block for one call: entered when the number is that of the name; every block ends by returning.</summary>
    internal static void Add(List<BpfInstruction> filter, SyscallTable table, string name, List<BpfInstruction> block)
    {
        if (table.Numbers.TryGetValue(name, out uint number))
        {
            filter.Add(new(BpfInstruction.JumpEqual, 0, checked((byte)block.Count), number));
            filter.AddRange(block);
        }
    }

    /// <summary>The kernel takes these arguments as 32-bit numbers, so the low word decides.</summary>
    internal static List<BpfInstruction> Choice(uint argument, uint[] values, uint whenListed, uint otherwise)
    {
        List<BpfInstruction> block = [Load(argument)];
        foreach (uint value in values)
        {
            block.Add(new(BpfInstruction.JumpEqual, 0, 1, value));
            block.Add(Return(whenListed));
        }

        block.Add(Return(otherwise));
        return block;
    }

    internal static BpfInstruction Load(uint offset) => new(BpfInstruction.Load, 0, 0, offset);

    internal static BpfInstruction Return(uint action) => new(BpfInstruction.Return, 0, 0, action);
}
