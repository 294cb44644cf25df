using Samantha.Terminal.App;

namespace Samantha.Tui.App;

/// <summary>The program's own actions, valid on every screen, and their keys.</summary>
internal static class ShellActions
{
    public const string Quit = "program.quit";
    public const string Interrupt = "program.interrupt";
    public const string Log = "program.log";
    public const string Mouse = "program.mouse";
    public const string Repaint = "program.repaint";
    public const string Suspend = "program.suspend";
    public const string NextScreen = "program.next-screen";
    public const string PreviousScreen = "program.previous-screen";

    /// <summary>Followed by the id of a screen.</summary>
    public const string ScreenPrefix = "screen.";

    public static KeyMap Keys(ScreenContext context)
    {
        var actions = new List<(string, string[])>
        {
            (Quit, ["Ctrl+Q", "q"]),
            (Interrupt, ["Ctrl+C"]),
            (NextScreen, ["Ctrl+PageDown", "]"]),
            (PreviousScreen, ["Ctrl+PageUp", "["]),
            (Log, ["F12", "Alt+L"]),
            (Mouse, ["F9"]),
            (Repaint, ["Ctrl+L"]),
        };
        if (!OperatingSystem.IsWindows())
        {
            actions.Add((Suspend, ["Ctrl+Z"]));
        }

        for (int i = 0; i < ScreenIds.InOrder.Length; i++)
        {
            // Plain digits jump to panes.
            actions.Add((ScreenPrefix + ScreenIds.InOrder[i], [$"Alt+{i + 1}"]));
        }

        return context.Keys("program", [.. actions]);
    }
}
