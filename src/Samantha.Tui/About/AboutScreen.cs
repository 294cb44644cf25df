using Samantha.Terminal.Cells;
using Samantha.Tui.App;

namespace Samantha.Tui.About;

/// <summary>What the program is, responsible use, versions and licences.</summary>
public sealed class AboutScreen : Screen
{
    public AboutScreen(ScreenContext context)
        : base(context, ScreenIds.About)
    {
    }

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), canvas.Theme[Samantha.Terminal.Themes.ThemeRole.Title]);
}
