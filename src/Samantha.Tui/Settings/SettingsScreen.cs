using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Settings;

/// <summary>What a person chooses for the interface. Every change is in effect and saved at once.</summary>
public sealed class SettingsScreen : Screen
{
    private const string FromEnvironment = "auto";
    private const int FramesMax = 60;

    private readonly ChoiceField _language;
    private readonly ChoiceField _theme;
    private readonly SwitchField _mouse;
    private readonly SwitchField _bell;
    private readonly SwitchField _showKeys;
    private readonly NumberField _frames;
    private readonly Pane _pane;

    public SettingsScreen(ScreenContext context)
        : base(context, ScreenIds.Settings)
    {
        UiSettings now = context.Settings;
        _language = new ChoiceField(
            Kit, T("settings.language"), Choices("settings.language.", [FromEnvironment, .. Languages.All]),
            now.Language.Length == 0 ? FromEnvironment : now.Language)
        {
            Explanation = T("settings.language.help"),
        };
        _theme = new ChoiceField(Kit, T("settings.theme"), Choices("settings.theme.", context.Themes.Names), now.Theme)
        {
            Explanation = T("settings.theme.help"),
        };
        _mouse = new SwitchField(Kit, T("settings.mouse"), now.Mouse) { Explanation = T("settings.mouse.help") };
        _bell = new SwitchField(Kit, T("settings.bell"), now.Bell) { Explanation = T("settings.bell.help") };
        _showKeys = new SwitchField(Kit, T("settings.keys"), now.ShowKeys) { Explanation = T("settings.keys.help") };
        _frames = new NumberField(Kit, T("settings.frames"), now.FramesPerSecond, 0, FramesMax, whole: true)
        {
            Explanation = T("settings.frames.help"),
        };
        FormField[] fields = [_language, _theme, _mouse, _bell, _showKeys, _frames];
        foreach (FormField field in fields)
        {
            field.Changed += OnChanged;
        }

        _pane = new Pane(Kit, T("tab.settings"), new FormView(Kit, [.. fields]), 1);
    }

    public override KeyMap Keys => KeysFor(Context);

    public override IReadOnlyList<Widget> Children => [_pane];

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("settings");

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _pane.Arrange(area);
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _pane);

    private ImmutableArray<ListItem> Choices(string keyPrefix, ImmutableArray<string> ids) =>
        [.. ids.Select(id => new ListItem(id, Context.Texts.Find(keyPrefix + id) ?? OneLine.Of(id)))];

    private void OnChanged()
    {
        if (_frames.Value is not { } frames)
        {
            return;
        }

        Context.ApplySettings(Context.Settings with
        {
            Language = _language.SelectedId == FromEnvironment ? "" : _language.SelectedId,
            Theme = _theme.SelectedId,
            Mouse = _mouse.Value,
            Bell = _bell.Value,
            ShowKeys = _showKeys.Value,
            FramesPerSecond = (int)frames,
        });
    }
}
