using Samantha.Terminal.App;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;

namespace Samantha.Tui.Help;

/// <summary>
/// How to work with the program: tips, every key from the key tables, and where to find models. Shows texts only.
/// </summary>
public sealed class HelpScreen(ScreenContext context) : TextScreen(context, ScreenIds.Help)
{
    private const int KeyCells = 26;

    public override KeyMap Keys => KeysFor(Context);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("help");

    protected override void Write(TranscriptLog log)
    {
        TextPage.Append(log, T("help.text"));
        AddKeys(log, T("help.keys-everywhere"), ShellActions.Keys(Context));
        AddKeys(log, T("help.keys-widgets"), Kit.Keys.Root);
        foreach (ScreenEntry screen in ScreenRegistry.All)
        {
            AddKeys(log, T("help.keys-screen", T("tab." + screen.Id)), screen.Keys(Context));
        }

        AddKeys(log, T("help.keys-lists"), Kit.Keys.List);
        AddKeys(log, T("help.keys-log"), Kit.Keys.Log);
        AddKeys(log, T("help.keys-edit"), Kit.Keys.Edit);
        AddKeys(log, T("help.keys-form"), Kit.Keys.Field);
        TextPage.Append(log, T("help.models"));
    }

    private static void AddKeys(TranscriptLog log, string title, KeyMap keys)
    {
        var actions = keys.Actions.Where(action => action.Keys.Length > 0).ToList();
        if (actions.Count == 0)
        {
            return;
        }

        log.AppendLine(" ");
        log.AppendLine(title, ThemeRole.Heading);
        foreach (KeyAction action in actions)
        {
            string names = string.Join(", ", action.Keys).PadRight(KeyCells);
            log.AppendLine(new StyledLine(
                $"  {names} {action.Help}", [new StyledSpan(2, names.Length, ThemeRole.StatusKey)]));
        }
    }
}
