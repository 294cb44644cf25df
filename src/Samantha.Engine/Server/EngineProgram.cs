using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// The engine as a process: what `samantha engine` runs. Sets the process up (protocol on private handles, signals of the
/// terminal ignored, first to go when memory is short, the system-call filter on), serves, and ends it for certain.
/// </summary>
public static partial class EngineProgram
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>Higher than the host's 0: when memory runs out, the kernel ends the engine and the session survives.</summary>
    public const int MemoryScore = 500;


    public static int Main(string[] args)
    {
        if (args.Length > 0)
        {
            Console.Error.WriteLine(
                "samantha engine takes no arguments: samantha starts it and speaks with it on stdin and stdout");
            return EngineServer.ExitProtocol;
        }

        if (!Console.IsInputRedirected || !Console.IsOutputRedirected)
        {
            Console.Error.WriteLine("samantha engine is started by samantha itself; it has nothing to say on a terminal");
            return EngineServer.ExitProtocol;
        }

        using Stream input = Console.OpenStandardInput();
        using Stream output = TakeOutput();
        PosixSignalRegistration[] ignored = IgnoreTerminalSignals();
        GoFirstWhenMemoryIsShort();
        EngineShelter? shelter = OperatingSystem.IsLinux() ? ShelterCheckUp.Run() : null;
        int code = EngineServer.RunAsync(input, output, shelter, CancellationToken.None).GetAwaiter().GetResult();
        if (code == EngineServer.ExitBusy)
        {
            EndNow();
        }

        Array.ForEach(ignored, registration => registration.Dispose());
        return code;
    }

    /// <summary>
    /// The stream for the protocol. On Unix it gets a handle of its own and stdout becomes stderr, so that a printf of a
    /// native library is a log line and not garbage in a frame.
    /// </summary>
    private static Stream TakeOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        int own = Duplicate(StandardOutput);
        if (own < 0 || DuplicateTo(StandardError, StandardOutput) < 0)
        {
            return Console.OpenStandardOutput();
        }

        return new FileStream(new SafeFileHandle(own, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Ctrl-C reaches every process of the terminal; what it means is the host's decision alone.</summary>
    private static PosixSignalRegistration[] IgnoreTerminalSignals()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
        return [.. signals.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))];
    }

    private static void GoFirstWhenMemoryIsShort()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", MemoryScore.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Only a preference; in a jail it was said before the start and cannot be said again.
        }
    }

    /// <summary>
    /// Ends the process while a native call still runs: the library's own clean-up would pull its memory away under it.
    /// </summary>
    private static void EndNow()
    {
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int from, int to);
}
