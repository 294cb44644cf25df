using Samantha.Host.Terminal;

namespace Samantha.Host.TerminalUi;

/// <summary>
/// Whether the full-screen program can be shown here. Asks the streams and TERM only, without touching the terminal.
/// </summary>
internal static class TerminalHere
{
    /// <summary>Why there is no terminal to fill, for the user; null: there is one.</summary>
    public static string? Problem(TerminalFacts facts)
    {
        if (Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            return "this terminal cannot place text (TERM is \"dumb\" or not set), so the full-screen program cannot be shown";
        }

        return facts.OutIsTerminal && !Console.IsInputRedirected
            ? null
            : "standard input and output are not both a terminal, so the full-screen program cannot be shown";
    }

    public static CommandFailure Refused(string problem) => CommandFailure.BadInput(
        problem, "samantha ui --plain offers the same as lines of plain text; samantha --help lists the commands.");
}
