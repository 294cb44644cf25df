using System.Diagnostics;
using System.Globalization;
using Samantha.Terminal.App;
using Samantha.Terminal.Devices;

namespace Samantha.TerminalProbe;

/// <summary>
/// A tiny full-screen program for tests of the real terminal: shows what it is told, and ends in every way there is.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using var device = UnixTerminal.Open(out var problem);
        if (device is null)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        if (args.Length > 0)
        {
            File.WriteAllText(args[0], Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }

        var view = new ProbeView();
        using var app = new TerminalApp(device, view, TerminalTraits.FromEnvironment().ToOptions());
        view.App = app;
        view.Editor = new ExternalEditor(app, Run);
        return app.Run();
    }

    private static int Run(EditorRequest request)
    {
        using var process = Process.Start(new ProcessStartInfo(request.Program, request.Arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
