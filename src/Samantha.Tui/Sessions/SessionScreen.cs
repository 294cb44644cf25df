using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;

namespace Samantha.Tui.Sessions;

/// <summary>Running, stopped and finished sessions: what they do, did and answered.</summary>
public sealed class SessionScreen : Screen
{
    private readonly TranscriptView _view;
    private readonly Pane _pane;
    private SessionId? _session;

    public SessionScreen(ScreenContext context)
        : base(context, ScreenIds.Session)
    {
        _view = new TranscriptView(Kit);
        _pane = new Pane(Kit, T("tab.session"), _view, 1);
    }

    public override KeyMap Keys => KeysFor(Context);

    public override IReadOnlyList<Widget> Children => [_pane];

    public static KeyMap KeysFor(ScreenContext context) => context.Keys("session");

    public override void Shown(object? argument) => _session = argument as SessionId? ?? _session;

    public override void OnNews(SessionNews news)
    {
        if (news.Session == _session && news is StepTextStreamed streamed)
        {
            _view.Log.Append(streamed.TextDelta);
        }
        else if (news.Session == _session && news is SessionEnded ended)
        {
            _view.Log.AppendLine(ended.Message, ThemeRole.Muted);
        }
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _pane.Arrange(area);
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _pane);
}
