using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Tui.App;

namespace Samantha.Tui.Models;

/// <summary>The model files that are there, and what is known about them.</summary>
public sealed class ModelsScreen : Screen
{
    public ModelsScreen(ScreenContext context)
        : base(context, ScreenIds.Models)
    {
    }

    public override KeyMap Keys => KeysFor(Context);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("models");

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), ThemeRole.Title);
}
