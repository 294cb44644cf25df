using Samantha.Terminal.Cells;
using Samantha.Tui.App;

namespace Samantha.Tui.Help;

/// <summary>How to work with the program: tips, keys, and where to find models.</summary>
public sealed class HelpScreen : Screen
{
    public HelpScreen(ScreenContext context)
        : base(context, ScreenIds.Help)
    {
    }

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), canvas.Theme[Samantha.Terminal.Themes.ThemeRole.Title]);
}
