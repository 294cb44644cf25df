using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;

namespace Samantha.Tui.Help;

/// <summary>
/// How to work with the program: tips, every key from the key tables, and where to find models. Shows texts only.
/// </summary>
public sealed class HelpScreen : Screen
{
    private const int KeyCells = 26;

    private readonly TranscriptView _view;
    private readonly Pane _pane;
    private bool _written;

    public HelpScreen(ScreenContext context)
        : base(context, ScreenIds.Help)
    {
        _view = new TranscriptView(Kit);
        _pane = new Pane(Kit, T("tab.help"), _view, 1);
    }

    public override KeyMap Keys => KeysFor(Context);

    public override IReadOnlyList<Widget> Children => [_pane];

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("help");

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _pane.Arrange(area);
        if (!_written)
        {
            _written = true;
            Write();
            _view.Arrange(_view.Bounds);
            _view.Run("log.first");
        }
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _pane);

    private void Write()
    {
        TextPage.Append(_view.Log, T("help.text"));
        AddKeys(T("help.keys-everywhere"), ShellActions.Keys(Context));
        AddKeys(T("help.keys-widgets"), Kit.Keys.Root);
        foreach (ScreenEntry screen in ScreenRegistry.All)
        {
            AddKeys(T("help.keys-screen", T("tab." + screen.Id)), screen.Keys(Context));
        }

        AddKeys(T("help.keys-lists"), Kit.Keys.List);
        AddKeys(T("help.keys-log"), Kit.Keys.Log);
        AddKeys(T("help.keys-edit"), Kit.Keys.Edit);
        AddKeys(T("help.keys-form"), Kit.Keys.Field);
        TextPage.Append(_view.Log, T("help.models"));
    }

    private void AddKeys(string title, KeyMap keys)
    {
        var actions = keys.Actions.Where(action => action.Keys.Length > 0).ToList();
        if (actions.Count == 0)
        {
            return;
        }

        _view.Log.AppendLine(" ");
        _view.Log.AppendLine(title, ThemeRole.Heading);
        foreach (KeyAction action in actions)
        {
            string names = string.Join(", ", action.Keys).PadRight(KeyCells);
            _view.Log.AppendLine(new StyledLine(
                $"  {names} {action.Help}", [new StyledSpan(2, names.Length, ThemeRole.StatusKey)]));
        }
    }
}
