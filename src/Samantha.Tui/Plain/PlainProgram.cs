using Samantha.Tui.Ports;

namespace Samantha.Tui.Plain;

/// <summary>
/// The same program as lines of plain text, for screen readers and simple terminals: typed words in, appended lines out, no
/// escape codes, nothing is ever redrawn.
/// </summary>
public static class PlainProgram
{
    /// <param name="environment">Environment variables by name, for the language.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(
        ITuiServices services, TextReader input, TextWriter output, Func<string, string?> environment, CancellationToken ct) =>
        throw new NotSupportedException($"{services} {input} {output} {environment} {ct}");
}
