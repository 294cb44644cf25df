using FsCheck;
using FsCheck.Fluent;
using Samantha.Sandbox.Seccomp;

namespace Samantha.Sandbox.Tests.Seccomp;

/// <summary>The filter of a program that only reads, asked call by call; the attacks on a running engine try it for real.</summary>
public sealed class ReaderFilterTests
{
    private const uint Kill = 0x8000_0000;
    private const uint Allow = 0x7FFF_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint Denied = 0x0005_000D;
    private const uint NotImplemented = 0x0005_0026;
    private const uint NoFamily = 0x0005_0061;
    private const uint X64Audit = 0xC000_003E;
    private const uint Arm64Audit = 0xC000_00B7;
    private const int Own = 77;

    private static readonly byte[] X64 = SeccompFilter.ToBytes(ReaderFilter.Build(SyscallTable.X64, Own));
    private static readonly byte[] Arm64 = SeccompFilter.ToBytes(ReaderFilter.Build(SyscallTable.Arm64, Own));

    [Theory]
    [InlineData(0u, 63u, Allow)] // read
    [InlineData(1u, 64u, Allow)] // write, to the pipes that it has
    [InlineData(9u, 222u, Allow)] // mmap
    [InlineData(202u, 98u, Allow)] // futex
    [InlineData(59u, 221u, NotPermitted)] // execve
    [InlineData(322u, 281u, NotPermitted)] // execveat
    [InlineData(263u, 35u, NotPermitted)] // unlinkat
    [InlineData(316u, 276u, NotPermitted)] // renameat2
    [InlineData(268u, 53u, NotPermitted)] // fchmodat
    [InlineData(76u, 45u, NotPermitted)] // truncate
    [InlineData(101u, 117u, NotPermitted)] // ptrace
    [InlineData(165u, 40u, NotPermitted)] // mount
    [InlineData(319u, 279u, NotPermitted)] // memfd_create
    [InlineData(16u, 29u, NotPermitted)] // ioctl
    [InlineData(434u, 434u, NotPermitted)] // pidfd_open
    [InlineData(41u, 198u, NoFamily)] // socket
    [InlineData(53u, 199u, NoFamily)] // socketpair
    [InlineData(437u, 437u, NotImplemented)] // openat2
    [InlineData(435u, 435u, NotImplemented)] // clone3
    public void Calls_are_answered_by_number(uint x64, uint arm64, uint answer)
    {
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, x64, []));
        Assert.Equal(answer, BpfInterpreter.Run(Arm64, Arm64Audit, arm64, []));
    }

    [Theory]
    [InlineData(0x0ul, Allow)] // O_RDONLY
    [InlineData(0x80000ul, Allow)] // O_RDONLY | O_CLOEXEC
    [InlineData(0x1ul, Denied)] // O_WRONLY
    [InlineData(0x2ul, Denied)] // O_RDWR
    [InlineData(0x40ul, Denied)] // O_CREAT
    [InlineData(0x200ul, Denied)] // O_TRUNC
    [InlineData(0x1_0000_0002ul, Denied)] // the kernel looks at the low word only
    public void Files_are_opened_for_reading_only(ulong flags, uint answer)
    {
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, 257, [0, 0, flags]));
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, 2, [0, flags]));
        Assert.Equal(answer, BpfInterpreter.Run(Arm64, Arm64Audit, 56, [0, 0, flags]));
    }

    [Theory]
    [InlineData(0x003D_0F00ul, Allow)] // a thread
    [InlineData(0x0120_0011ul, NotPermitted)] // a process
    [InlineData(0x1000_0011ul, NotPermitted)] // a user namespace
    public void Clone_makes_threads_and_nothing_else(ulong flags, uint answer) =>
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, 56, [flags]));

    [Theory]
    [InlineData(Own, Allow)]
    [InlineData(1ul, NotPermitted)]
    [InlineData(0xFFFF_FFFFul, NotPermitted)] // everybody
    public void Signals_go_to_itself_only(ulong process, uint answer)
    {
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, 62, [process]));
        Assert.Equal(answer, BpfInterpreter.Run(X64, X64Audit, 234, [process]));
    }

    [Fact]
    public void Every_call_gets_one_of_the_known_answers()
    {
        uint[] answers = [Kill, Allow, NotPermitted, Denied, NotImplemented, NoFamily];
        Prop.ForAll<uint, ulong, ulong>((number, first, second) =>
                answers.Contains(BpfInterpreter.Run(X64, X64Audit, number % 600, [first, second, first]))
                && answers.Contains(BpfInterpreter.Run(Arm64, Arm64Audit, number % 600, [first, second, first])))
            .QuickCheckThrowOnFailure();
    }
}
