using System.Runtime.InteropServices;
using Samantha.Engine.Server;

namespace Samantha.Host.Composition;

/// <summary>
/// Runs the engine side. A terminal's Ctrl+C goes to every process in the foreground; the host decides what it means, so the
/// engine ignores it and leaves when the host closes its input.
/// </summary>
internal static class EngineEntry
{
    public static int Run(string[] args)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        return EngineProgram.Main(args);
    }
}
