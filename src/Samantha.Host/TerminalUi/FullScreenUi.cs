using Samantha.Host.Composition;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Tui.App;

namespace Samantha.Host.TerminalUi;

/// <summary>The full-screen program on the terminal that this process was started in.</summary>
internal static class FullScreenUi
{
    public static async Task<int> RunAsync(HostServices services, string language)
    {
        if (TerminalHere.Problem(services.Console.Facts) is { } problem)
        {
            throw TerminalHere.Refused(problem);
        }

        using UnixTerminal terminal = UnixTerminal.Open(out string reason) ?? throw TerminalHere.Refused(reason);
        ColorDepth? colours = services.Console.Facts.Colour ? null : ColorDepth.None;
        var options = new TuiOptions
        {
            Terminal = TerminalTraits.Detect(Environment.GetEnvironmentVariable, colours).ToOptions(),
            Language = language,
            EditFile = EditorProcess.Edit,
        };

        // The terminal is given back first: ending the actors may take a moment.
        await using var parts = new UiServices(services);
        int code = await TuiProgram.RunAsync(parts, terminal, options, CancellationToken.None).ConfigureAwait(false);
        terminal.Leave();
        return code;
    }
}
