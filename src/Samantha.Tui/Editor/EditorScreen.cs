using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Tui.App;

namespace Samantha.Tui.Editor;

/// <summary>The chain editor: a chain file as text and form, checked while it is written.</summary>
public sealed class EditorScreen : Screen
{
    public EditorScreen(ScreenContext context)
        : base(context, ScreenIds.Editor)
    {
    }

    public override KeyMap Keys => KeysFor(Context);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("editor");

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), ThemeRole.Title);
}
