using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Commands;

namespace Samantha.Tui.App;

/// <summary>
/// Chooses the few keys that the last line shows: what the screen can do now, and always help and the way out. Pure.
/// </summary>
internal static class StatusHints
{
    private const int AskedFor = 48;
    private const int ShownMax = 14;
    private const string Help = "app.help";

    /// <summary>Everybody knows arrows; their place is better used.</summary>
    private static readonly string[] s_obvious = ["list.down", "log.down", "focus.next", "app.palette"];

    public static IReadOnlyList<KeyHint> Of(WidgetRoot root, Screen? screen, bool popupOpen)
    {
        var all = root.Hints(AskedFor);
        if (popupOpen)
        {
            return all;
        }

        var last = all.Where(hint => hint.ActionId is Help or ShellActions.Quit).OrderBy(hint => hint.ActionId).ToList();
        var shown = all
            .Where(hint => hint.ActionId is not Help and not ShellActions.Quit && !s_obvious.Contains(hint.ActionId))
            .Select(hint => screen?.LabelOf(hint.ActionId) is { } label ? hint with { Label = label } : hint)
            .Where(hint => hint.Label.Length > 0)
            .DistinctBy(hint => hint.Label)
            .Take(ShownMax - last.Count);
        return [.. last, .. shown];
    }
}
