using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Tui.App;

namespace Samantha.Tui.Code;

/// <summary>Python taken from responses or written here, run in the sandbox.</summary>
public sealed class CodeScreen : Screen
{
    public CodeScreen(ScreenContext context)
        : base(context, ScreenIds.Code)
    {
    }

    public override KeyMap Keys => KeysFor(Context);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("code");

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), ThemeRole.Title);
}
