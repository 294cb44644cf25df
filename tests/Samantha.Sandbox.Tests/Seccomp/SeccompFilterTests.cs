using FsCheck;
using FsCheck.Fluent;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Seccomp;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Seccomp;

public sealed class SeccompFilterTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    private const uint Kill = 0x8000_0000;
    private const uint Allow = 0x7FFF_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotImplemented = 0x0005_0026;
    private const uint NoFamily = 0x0005_0061;
    private const uint X64Audit = 0xC000_003E;
    private const uint Arm64Audit = 0xC000_00B7;

    private static readonly byte[] X64 = SeccompFilter.ToBytes(SeccompFilter.Build(SyscallTable.X64, network: false));
    private static readonly byte[] X64Network = SeccompFilter.ToBytes(SeccompFilter.Build(SyscallTable.X64, network: true));
    private static readonly byte[] Arm64 = SeccompFilter.ToBytes(SeccompFilter.Build(SyscallTable.Arm64, network: false));

    [Theory]
    [InlineData(0u, Allow)] // read
    [InlineData(59u, Allow)] // execve
    [InlineData(57u, Allow)] // fork
    [InlineData(165u, NotPermitted)] // mount
    [InlineData(272u, NotPermitted)] // unshare
    [InlineData(308u, NotPermitted)] // setns
    [InlineData(101u, NotPermitted)] // ptrace
    [InlineData(310u, NotPermitted)] // process_vm_readv
    [InlineData(321u, NotPermitted)] // bpf
    [InlineData(298u, NotPermitted)] // perf_event_open
    [InlineData(323u, NotPermitted)] // userfaultfd
    [InlineData(425u, NotPermitted)] // io_uring_setup
    [InlineData(250u, NotPermitted)] // keyctl
    [InlineData(304u, NotPermitted)] // open_by_handle_at
    [InlineData(442u, NotPermitted)] // mount_setattr
    [InlineData(319u, NotPermitted)] // memfd_create
    [InlineData(435u, NotImplemented)] // clone3
    [InlineData(463u, NotImplemented)] // newer than the list
    [InlineData(0x4000_0000u, Kill)] // read, by the 32-bit-pointer set
    [InlineData(0x4000_0209u, Kill)]
    public void Calls_of_x64_are_answered_by_number(uint number, uint answer) =>
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, number, []));

    [Theory]
    [InlineData(63u, Allow)] // read
    [InlineData(221u, Allow)] // execve
    [InlineData(40u, NotPermitted)] // mount
    [InlineData(97u, NotPermitted)] // unshare
    [InlineData(117u, NotPermitted)] // ptrace
    [InlineData(280u, NotPermitted)] // bpf
    [InlineData(219u, NotPermitted)] // keyctl
    [InlineData(435u, NotImplemented)] // clone3
    public void Calls_of_arm64_are_answered_by_number(uint number, uint answer) =>
        Assert.Equal(answer, BpfInterpreter.Run(Arm64, Arm64Audit, number, []));

    [Fact]
    public void Calls_of_another_processor_kill()
    {
        Assert.Equal(Kill, BpfInterpreter.Run(X64, 0x4000_0003, 3, []));
        Assert.Equal(Kill, BpfInterpreter.Run(X64, Arm64Audit, 63, []));
        Assert.Equal(Kill, BpfInterpreter.Run(Arm64, X64Audit, 0, []));
    }

    [Theory]
    [InlineData(0x0120_0011ul, Allow)] // fork as the C library makes it
    [InlineData(0x003D_0F00ul, Allow)] // a thread
    [InlineData(0x1000_0011ul, NotPermitted)] // a user namespace
    [InlineData(0x0002_0011ul, NotPermitted)] // mounts
    [InlineData(0x2000_0011ul, NotPermitted)] // processes
    [InlineData(0x4000_0011ul, NotPermitted)] // network
    public void Clone_makes_processes_and_no_namespaces(ulong flags, uint answer)
    {
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, 56, [flags]));
        Assert.Equal(answer, BpfInterpreter.Run(Arm64, Arm64Audit, 220, [flags]));
    }

    [Theory]
    [InlineData(1ul, Allow, NoFamily)] // unix
    [InlineData(2ul, NoFamily, Allow)] // inet
    [InlineData(10ul, NoFamily, Allow)] // inet6
    [InlineData(16ul, NoFamily, Allow)] // netlink
    [InlineData(17ul, NoFamily, NoFamily)] // packet
    [InlineData(38ul, NoFamily, NoFamily)] // alg
    [InlineData(40ul, NoFamily, NoFamily)] // vsock
    [InlineData(0x1_0000_0002ul, NoFamily, Allow)] // the kernel looks at the low word only
    public void Socket_families_depend_on_the_network_rule(ulong family, uint without, uint with)
    {
        Assert.Equal(without, BpfInterpreter.Run(X64, X64Audit, 41, [family]));
        Assert.Equal(with, BpfInterpreter.Run(X64Network, X64Audit, 41, [family]));
        Assert.Equal(family == 1 ? Allow : NoFamily, BpfInterpreter.Run(X64Network, X64Audit, 53, [family]));
    }

    [Fact]
    public void Terminal_injection_is_refused_whatever_the_upper_word_says()
    {
        Assert.Equal(NotPermitted, BpfInterpreter.Run(X64, X64Audit, 16, [0, 0x5412]));
        Assert.Equal(NotPermitted, BpfInterpreter.Run(X64, X64Audit, 16, [0, 0xFFFF_FFFF_0000_5412]));
        Assert.Equal(NotPermitted, BpfInterpreter.Run(X64, X64Audit, 16, [0, 0x541C]));
        Assert.Equal(Allow, BpfInterpreter.Run(X64, X64Audit, 16, [0, 0x5401]));
    }

    [Fact]
    public void Every_call_gets_one_of_the_known_answers()
    {
        uint[] answers = [Kill, Allow, NotPermitted, NotImplemented, NoFamily];
        Prop.ForAll<uint, ulong, ulong>((number, first, second) =>
                answers.Contains(BpfInterpreter.Run(X64, X64Audit, number % 600, [first, second]))
                && answers.Contains(BpfInterpreter.Run(Arm64, Arm64Audit, number % 600, [first, second])))
            .QuickCheckThrowOnFailure();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_kernel_takes_the_filter_and_answers_by_it()
    {
        SandboxOutcome outcome = await box.RunAsync("""
            import ctypes, socket, subprocess, sys
            libc = ctypes.CDLL(None, use_errno=True)
            def call(*numbers):
                libc.syscall(*[ctypes.c_long(n) for n in numbers])
                return ctypes.get_errno()
            table = {"x86_64": (272, 319, 435, 425), "aarch64": (97, 279, 435, 425)}[__import__("os").uname().machine]
            print(*[call(n, 0, 0, 0) for n in table], call(9999))
            a, b = socket.socketpair()
            a.sendall(b"pair"); print(b.recv(4).decode())
            if table[0] == 272:
                x32 = "import ctypes; ctypes.CDLL(None).syscall(0x40000000 + 39)"
                print(subprocess.run([sys.executable, "-c", x32]).returncode)
            else:
                print(-31)
            """);

        Assert.Equal("1 1 38 1 38\npair\n-31\n", outcome.Stdout);
    }
}
