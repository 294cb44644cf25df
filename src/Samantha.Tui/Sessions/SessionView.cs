using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.Sessions.Watching;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions;

/// <summary>
/// One session on screen: its head, its steps, its text. The chosen step and the place in the text go together. Knows nothing of
/// journals and processes.
/// </summary>
public sealed class SessionView : Widget
{
    private const int LeastStepsCells = 36;

    private const int MostStepsCells = 52;

    /// <summary>Narrower than this, the steps go under the head only when somebody wants them.</summary>
    private const int WideCells = 100;

    /// <summary>From this height on, the head has all its lines.</summary>
    private const int TallRows = 17;

    private readonly TextCatalog _texts;
    private readonly StatusPanel _status;
    private readonly ListView _steps;
    private readonly TranscriptView _text;
    private readonly Pane _stepsPane;
    private readonly Pane _textPane;
    private SessionPicture? _picture;
    private string? _newestId;
    private bool _filling;
    private bool? _wantsSteps;

    public SessionView(WidgetKit kit, TextCatalog texts, Func<StatusFacts> facts)
        : base(kit)
    {
        _texts = texts;
        _status = new StatusPanel(kit, facts);
        _text = new TranscriptView(kit) { EmptyText = texts["session.reading"] };
        _steps = new ListView(kit) { EmptyText = texts["session.no-steps"] };
        _steps.SelectionChanged += OnChosen;
        _steps.Opened += () =>
        {
            OnChosen();
            Kit.Focus(_text);
        };
        _textPane = new Pane(kit, texts["session.text"], _text, 1);
        _stepsPane = new Pane(kit, texts["session.steps"], _steps, 2);
    }

    public override IReadOnlyList<Widget> Children => [_textPane, _stepsPane, _status];

    /// <summary>The row on which actions work: the chosen one, the newest while nothing was chosen.</summary>
    public StepRow? Chosen => _steps.Selected?.Tag as StepRow;

    public bool Follows => _text.Follows;

    public void FocusText() => Kit.Focus(_text);

    /// <summary>
    /// Another session is shown from its end. The same one in another style, or read anew, stays where somebody is reading.
    /// </summary>
    public void Show(SessionPicture? picture, TranscriptLog log, string emptyText)
    {
        bool isSame = picture is not null && _picture?.Session == picture.Session;
        ReadingPlace? place = isSame ? PlaceNow() : null;
        string? chosen = isSame && _steps.Selected is { } step && step.Id != _newestId ? step.Id : null;
        _picture = picture;
        _text.Log = log;
        _text.EmptyText = emptyText;
        _filling = true;
        if (!isSame)
        {
            _steps.SetFilter("");
        }

        _steps.Items = [];
        _filling = false;
        ShowRows();
        if (chosen is not null)
        {
            _filling = true;
            _steps.Select(chosen);
            _filling = false;
        }

        _text.FollowTail();
        if (place is { } read && picture is not null && LinesOf(picture, log, read.StepId) is { } lines)
        {
            _text.ShowFrom(Math.Max(lines.First, lines.End - read.LinesToEnd));
        }
    }

    /// <summary>
    /// Counted from the step's end, because the response is there: what comes before it is longer or shorter in another style.
    /// </summary>
    private ReadingPlace? PlaceNow()
    {
        long top = _text.TopLine;
        return !_text.Follows && _picture is { } picture
            && picture.Rows.Where(row => row.Line >= 0 && row.Line <= top).MaxBy(row => row.Line) is { } row
            && LinesOf(picture, _text.Log, row.StepId) is { } lines
                ? new ReadingPlace(row.StepId, lines.End - top)
                : null;
    }

    private static (long First, long End)? LinesOf(SessionPicture picture, TranscriptLog log, string stepId)
    {
        if (picture.Rows.FirstOrDefault(row => row.StepId == stepId && row.Line >= 0) is not { } step)
        {
            return null;
        }

        // Rows are in the order of the plan, lines in that of the text.
        long[] later = [.. picture.Rows.Where(row => row.Line > step.Line).Select(row => row.Line)];
        return (step.Line, later.Length > 0 ? later.Min() : log.EndNumber);
    }

    /// <summary>Rows came or changed. The choice stays, unless it was the newest row: then it is the new one.</summary>
    public void ShowRows()
    {
        if (_picture is not { } picture)
        {
            return;
        }

        bool newest = _steps.Selected is null || _steps.Selected.Id == _newestId;
        _filling = true;
        _steps.Items = [.. picture.Rows.Select(ItemOf)];
        _newestId = picture.Newest?.StepId;
        if (newest && _newestId is not null)
        {
            _steps.Select(_newestId);
        }

        _filling = false;
        Invalidate();
    }

    public void FollowTail()
    {
        _text.FollowTail();
        _filling = true;
        _steps.Select(_newestId ?? "");
        _filling = false;
    }

    public void ToggleSteps()
    {
        _wantsSteps = !_stepsPane.Visible;
        Arrange(Bounds);
        Kit.Focus(_stepsPane.Visible ? _steps : _text);
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        int head = area.Height >= TallRows ? StatusPanel.FullRows : StatusPanel.CompactRows;
        bool wide = area.Width >= WideCells;
        _stepsPane.Visible = _wantsSteps ?? wide;
        Rect[] rows = Layout.Rows(area, Length.Fixed(head), Length.Star());
        _status.Arrange(rows[0]);
        int steps = Math.Clamp(area.Width / 4, LeastStepsCells, MostStepsCells);
        Rect[] parts = wide
            ? Layout.Columns(rows[1], Length.Fixed(_stepsPane.Visible ? steps : 0), Length.Star())
            : Layout.Rows(rows[1], Length.Fixed(_stepsPane.Visible ? Math.Max(4, rows[1].Height / 2) : 0), Length.Star());
        _stepsPane.Arrange(parts[0]);
        _textPane.Arrange(parts[1]);
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _status);
        DrawChild(canvas, Bounds, _stepsPane);
        DrawChild(canvas, Bounds, _textPane);
    }

    private ListItem ItemOf(StepRow row)
    {
        ThemeRole role = row.Kind switch
        {
            StepRowKind.Failed => ThemeRole.Error,
            StepRowKind.Running => ThemeRole.Accent,
            StepRowKind.Interrupted or StepRowKind.Skipped or StepRowKind.Paused => ThemeRole.Muted,
            _ => ThemeRole.Text,
        };
        return new ListItem(row.StepId, $"{row.StepId} {row.Model}", _texts.Detail(row), role, row);
    }

    private void OnChosen()
    {
        if (_filling || Chosen is not { Line: >= 0 } row)
        {
            return;
        }

        if (row.StepId == _newestId && _steps.Filter.Length == 0)
        {
            _text.FollowTail();
        }
        else
        {
            _text.Reveal(row.Line);
        }
    }

    private sealed record ReadingPlace(string StepId, long LinesToEnd);
}
