using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Tui.App;

namespace Samantha.Tui.Sessions;

/// <summary>Running, stopped and finished sessions: what they do, did and answered.</summary>
public sealed class SessionScreen : Screen
{
    public SessionScreen(ScreenContext context)
        : base(context, ScreenIds.Session)
    {
    }

    public override KeyMap Keys => KeysFor(Context);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("sessions");

    public override void Draw(Canvas canvas) => canvas.Text(1, 0, T("tab." + Id), canvas.Theme[Samantha.Terminal.Themes.ThemeRole.Title]);
}
