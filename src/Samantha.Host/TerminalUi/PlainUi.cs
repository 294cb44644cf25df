using System.Runtime.InteropServices;
using System.Text;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Tui.Plain;

namespace Samantha.Host.TerminalUi;

/// <summary>The program as lines of plain text, on the streams of the process; a signal ends it.</summary>
internal static class PlainUi
{
    public static async Task<int> RunAsync(HostServices services, string language)
    {
        SandboxWarning.Tell(services);
        int signalled = 0;
        using var ended = new CancellationTokenSource();
        PosixSignalRegistration[] signals =
        [
            On(PosixSignal.SIGINT, ExitCodes.Interrupted), On(PosixSignal.SIGTERM, ExitCodes.Terminated),
            On(PosixSignal.SIGHUP, ExitCodes.Hangup), On(PosixSignal.SIGQUIT, ExitCodes.Terminated),
        ];
        try
        {
            await using var parts = new UiServices(services);
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            int code = await PlainProgram.RunAsync(
                parts, input, services.Console.Out, Environment.GetEnvironmentVariable, language, ended.Token)
                .ConfigureAwait(false);
            return signalled != 0 ? signalled : code;
        }
        finally
        {
            Array.ForEach(signals, signal => signal.Dispose());
        }

        PosixSignalRegistration On(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            signalled = exitCode;
            ended.Cancel();
        });
    }
}
