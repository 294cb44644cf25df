using Samantha.Terminal.Cells;
using Samantha.Tui.App;

namespace Samantha.Tui.Chains;

/// <summary>The shipped examples and the person's own chains: what each does, its check, and starting it.</summary>
public sealed class ChainsScreen : Screen
{
    public ChainsScreen(ScreenContext context)
        : base(context, ScreenIds.Chains)
    {
    }

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), canvas.Theme[Samantha.Terminal.Themes.ThemeRole.Title]);
}
