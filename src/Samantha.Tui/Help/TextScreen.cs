using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;

namespace Samantha.Tui.Help;

/// <summary>A screen that is one long text, written when it is first looked at and read from its beginning.</summary>
public abstract class TextScreen : Screen
{
    private readonly TranscriptView _view;
    private readonly Pane _pane;
    private bool _written;

    protected TextScreen(ScreenContext context, string id)
        : base(context, id)
    {
        _view = new TranscriptView(Kit);
        _pane = new Pane(Kit, context.Texts["tab." + id], _view, 1);
    }

    public override IReadOnlyList<Widget> Children => [_pane];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _pane.Arrange(area);
        if (!_written)
        {
            _written = true;
            Write(_view.Log);
            _view.Arrange(_view.Bounds);
            _view.Run("log.first");
        }
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _pane);

    protected abstract void Write(TranscriptLog log);
}
