using System.Runtime.InteropServices;

namespace Samantha.Terminal.Devices;

/// <summary>
/// The C library's calls for terminals and the numbers that differ between Linux and macOS. The macOS numbers are from its
/// headers; only Linux has been run.
/// </summary>
internal static unsafe partial class UnixNative
{
    /// <summary>Larger than any system's termios, so that its layout need not be known.</summary>
    public const int TermiosBytes = 512;

    public const int SetNow = 0;
    public const int SetAfterFlush = 2;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short PollBroken = 8 | 16 | 32; // error, hang-up, not open
    public const int Interrupted = 4;

    private const string LibC = "libc";

    public static bool IsMac { get; } = OperatingSystem.IsMacOS();

    public static int TryAgain => IsMac ? 35 : 11;

    public static int StopSignal => IsMac ? 17 : 19;

    /// <summary>Read and write, not as controlling terminal, not blocking, closed in children.</summary>
    public static int OpenFlags => IsMac ? 2 | 0x20000 | 0x4 | 0x1000000 : 2 | 0x100 | 0x800 | 0x80000;

    private static nuint WindowSizeRequest => IsMac ? 0x40087468u : 0x5413u;

    [LibraryImport(LibC, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(LibC, EntryPoint = "close")]
    public static partial int Close(int handle);

    [LibraryImport(LibC, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int handle, byte* buffer, nint count);

    [LibraryImport(LibC, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int handle, byte* buffer, nint count);

    [LibraryImport(LibC, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeoutMs);

    [LibraryImport(LibC, EntryPoint = "isatty")]
    public static partial int IsTerminal(int handle);

    [LibraryImport(LibC, EntryPoint = "ttyname")]
    public static partial nint TerminalName(int handle);

    [LibraryImport(LibC, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int handle, byte* termios);

    [LibraryImport(LibC, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int handle, int when, byte* termios);

    [LibraryImport(LibC, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* termios);

    [LibraryImport(LibC, EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int handle);

    [LibraryImport(LibC, EntryPoint = "getpgrp")]
    public static partial int OwnGroup();

    [LibraryImport(LibC, EntryPoint = "getsid")]
    public static partial int Session(int process);

    [LibraryImport(LibC, EntryPoint = "getppid")]
    public static partial int Parent();

    [LibraryImport(LibC, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    /// <summary>Null when the terminal does not know its size.</summary>
    public static TerminalSize? WindowSize(int handle)
    {
        var size = stackalloc ushort[4];
        var result = IsMac
            ? ControlOnStack(handle, WindowSizeRequest, 0, 0, 0, 0, 0, 0, size)
            : Control(handle, WindowSizeRequest, size);
        return result == 0 && size[0] > 0 && size[1] > 0 ? new TerminalSize(size[1], size[0]) : null;
    }

    [LibraryImport(LibC, EntryPoint = "ioctl")]
    private static partial int Control(int handle, nuint request, ushort* size);

    // The call takes variable arguments, which Apple's ARM convention passes on the stack: the blanks fill the registers.
    [LibraryImport(LibC, EntryPoint = "ioctl")]
    private static partial int ControlOnStack(
        int handle, nuint request, nint a, nint b, nint c, nint d, nint e, nint f, ushort* size);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Handle;
        public short Wanted;
        public short Happened;
    }
}
