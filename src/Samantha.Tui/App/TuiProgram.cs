using Samantha.Terminal.Devices;
using Samantha.Tui.Ports;

namespace Samantha.Tui.App;

/// <summary>The full-screen program from start to end. Owns the app loop and what lives as long as it.</summary>
public static class TuiProgram
{
    /// <summary>
    /// Runs until the person quits, the terminal goes away, or the token is cancelled. The terminal is restored on every way out.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(ITuiServices services, ITerminalDevice device, TuiOptions options, CancellationToken ct) =>
        throw new NotSupportedException($"{services} {device} {options} {ct}");
}
