using Samantha.Terminal.Cells;
using Samantha.Tui.App;

namespace Samantha.Tui.Code;

/// <summary>Python taken from responses or written here, run in the sandbox.</summary>
public sealed class CodeScreen : Screen
{
    public CodeScreen(ScreenContext context)
        : base(context, ScreenIds.Code)
    {
    }

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), canvas.Theme[Samantha.Terminal.Themes.ThemeRole.Title]);
}
