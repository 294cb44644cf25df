using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;

namespace Samantha.Tui.Editor.Pages;

/// <summary>What the chain would do, with all findings at their place, as the check says it.</summary>
public sealed class CheckPage : EditorPage
{
    private readonly TranscriptView _view;

    public CheckPage(ScreenContext context)
        : base(context, EditorPages.Check)
    {
        _view = new TranscriptView(Kit) { EmptyText = T("chains.reading") };
    }

    public override IReadOnlyList<Widget> Children => [_view];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _view.Backdrop = Backdrop;
        _view.Arrange(area.Inset(1, 0, 0, 0));
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _view);

    /// <summary>Reports come by themselves: <see cref="ShowLines"/>.</summary>
    public override void Show(EditorState state, bool anew)
    {
    }

    public void ShowLines(IReadOnlyList<StyledLine> lines)
    {
        var log = new TranscriptLog();
        foreach (StyledLine line in lines)
        {
            log.AppendLine(line);
        }

        _view.Log = log;
        _view.Arrange(_view.Bounds);
        _view.Run("log.first");
    }
}
