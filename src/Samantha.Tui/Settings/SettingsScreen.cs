using Samantha.Terminal.Cells;
using Samantha.Tui.App;

namespace Samantha.Tui.Settings;

/// <summary>What a person chooses for the interface.</summary>
public sealed class SettingsScreen : Screen
{
    public SettingsScreen(ScreenContext context)
        : base(context, ScreenIds.Settings)
    {
    }

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), canvas.Theme[Samantha.Terminal.Themes.ThemeRole.Title]);
}
