using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>
/// Shows a log: follows its end until somebody scrolls, says how many lines came meanwhile, searches, selects and copies. Never
/// changes the log.
/// </summary>
public sealed partial class TranscriptView : Widget
{
    private const int WheelRows = 3;

    private readonly LineInput _query = new() { MaxChars = 256 };
    private TranscriptScroll _scroll;
    private TranscriptPlace? _found;
    private bool _typing;
    private bool _notFound;
    private Rect _badge;

    public TranscriptView(WidgetKit kit, TranscriptLog? log = null)
        : base(kit)
    {
        Log = log ?? new TranscriptLog();
        _scroll = new TranscriptScroll(Log);
    }

    /// <summary>What is shown. Another log begins at its end, following.</summary>
    public TranscriptLog Log
    {
        get;
        set
        {
            field = value;
            TranscriptScroll? before = _scroll;
            _scroll = new TranscriptScroll(value);
            _scroll.Resize(before?.WidthCells ?? Bounds.Width - 1, before?.PageRows ?? BodyRows);
            (_found, _anchor, _head) = (null, null, null);
        }
    }

    public string? EmptyText { get; set; }

    public bool Follows => _scroll.Follows;

    public long NewLines => _scroll.NewLines;

    public override bool CanFocus => true;

    public override KeyMap? Keys => Kit.Keys.Log;

    public bool IsTypingSearch => _typing;

    private bool ShowsBottomLine => _typing || _selecting || _notFound;

    private int BodyRows => Math.Max(1, Bounds.Height - (ShowsBottomLine ? 1 : 0));

    /// <summary>Brings a line onto the screen; one that is gone gives the oldest that is there.</summary>
    public void Reveal(long line)
    {
        Log.BeforeReading();
        _scroll.Reveal(new TranscriptPlace(line, 0));
    }

    /// <summary>The line on the first row of the screen.</summary>
    public long TopLine
    {
        get
        {
            Log.BeforeReading();
            _scroll.Settle();
            return _scroll.Top.Line;
        }
    }

    /// <summary>Puts a line onto the first row.</summary>
    public void ShowFrom(long line)
    {
        Log.BeforeReading();
        _scroll.ShowFrom(line);
    }

    /// <summary>Follows the end again.</summary>
    public void FollowTail() => _scroll.FollowTail();

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _scroll.Resize(area.Width - 1, BodyRows);
    }

    public override bool Handle(InputEvent input)
    {
        Log.BeforeReading();
        if (input is MouseEvent mouse)
        {
            return OnMouse(mouse);
        }

        return (_typing && OnSearchInput(input)) || base.Handle(input);
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "log.next" or "log.previous" => _query.Text.Length > 0,
        "log.cancel" => _typing || _selecting || HasSelection || _found is not null || _notFound,
        "log.copy" => HasSelection,
        _ => Log.Count > 0,
    };

    public override bool Run(string actionId)
    {
        Log.BeforeReading();
        switch (actionId)
        {
            case "log.up" or "log.down":
                Step(actionId == "log.up" ? -1 : 1);
                return true;
            case "log.page-up" or "log.page-down":
                int page = Math.Max(1, BodyRows - 1);
                Step(actionId == "log.page-up" ? -page : page);
                return true;
            case "log.first":
                StepToEnd(last: false);
                return true;
            case "log.last":
                StepToEnd(last: true);
                return true;
            case "log.search" when Log.Count > 0:
                (_typing, _notFound) = (true, false);
                return true;
            case "log.next" or "log.previous" when _query.Text.Length > 0:
                FindNext(backwards: actionId == "log.previous");
                return true;
            case "log.select" when Log.Count > 0:
                ToggleSelecting();
                return true;
            case "log.copy" when HasSelection:
                CopySelection();
                return true;
            case "log.cancel":
                return Cancel();
            default:
                return false;
        }
    }

    public override void Draw(Canvas canvas)
    {
        Log.BeforeReading();
        int rows = Math.Max(0, canvas.Height - (ShowsBottomLine ? 1 : 0));
        _scroll.Resize(canvas.Width - 1, rows);
        _scroll.Settle();
        var body = canvas.Window(new Rect(0, 0, canvas.Width, rows));
        if (Log.Count == 0)
        {
            string empty = CellText.Truncate(EmptyText ?? "", canvas.Width, canvas.Glyphs.Ellipsis);
            body.Text(0, 0, empty, Look(canvas, ThemeRole.Placeholder));
        }

        var (line, row) = _scroll.Top;
        for (int y = 0; y < rows && line < Log.EndNumber; y++)
        {
            DrawRow(body, y, line, row);
            (line, row) = row + 1 < Log[line].Rows(_scroll.WidthCells).Count ? (line, row + 1) : (line + 1, 0);
        }

        ScrollBar.Draw(body, canvas.Width - 1, _scroll.Top.Line - Log.FirstNumber, Log.Count, rows, Backdrop);
        DrawBadge(body);
        DrawForgotten(body);
        DrawBottomLine(canvas);
    }

    private void DrawRow(Canvas canvas, int y, long number, int row)
    {
        var line = Log[number];
        var starts = line.Rows(_scroll.WidthCells);
        int start = starts[row];
        int end = row + 1 < starts.Count ? starts[row + 1] : line.Length;
        var plain = Look(canvas, ThemeRole.Text);
        var area = canvas.Window(new Rect(0, y, _scroll.WidthCells, 1));
        RowPainter.Draw(area, 0, 0, line.Text, (start, end), line.Spans, plain, Backdrop);
        if (_query.Text.Length > 0)
        {
            foreach (int at in TranscriptSearch.Places(line, _query.Text, start, end))
            {
                bool current = _found == new TranscriptPlace(number, at);
                var style = canvas.Theme[current ? ThemeRole.SearchCurrent : ThemeRole.SearchMatch];
                Mark(area, line, (start, end), (at, at + _query.Text.Length), style.Over);
            }
        }

        if (SelectionOf(number, line.Length) is { } selected)
        {
            var style = canvas.Theme[ThemeRole.Selection];
            Mark(area, line, (start, end), selected, below => style.Over(below));
            if (line.Length == 0)
            {
                area.Fill(new Rect(0, 0, 1, 1), style.Over(plain));
            }
        }

        if (HasFocus && _selecting && _head is { } head && head.Line == number && row == _scroll.RowOf(number, head.Column))
        {
            area.PlaceCursor(0, 0);
        }
    }

    private static void Mark(
        Canvas area, TranscriptLine line, (int Start, int End) row, (int Start, int End) part, Func<Style, Style> change)
    {
        int from = Math.Max(row.Start, part.Start);
        int to = Math.Min(row.End, part.End);
        if (to > from)
        {
            int x = CellText.Width(line.Text[row.Start..from]);
            area.Restyle(new Rect(x, 0, CellText.Width(line.Text[from..to]), 1), change);
        }
    }

    private void DrawBadge(Canvas body)
    {
        _badge = default;
        if (_scroll.NewLines == 0 || body.Height == 0)
        {
            return;
        }

        string text = _scroll.NewLines == 1 ? Kit.Texts.NewLine : WidgetTexts.Format(Kit.Texts.NewLines, _scroll.NewLines);
        string badge = $" {body.Glyphs.ArrowDown} {text} ";
        int width = CellText.Width(badge);
        if (width < body.Width)
        {
            var place = new Rect(body.Width - 1 - width, body.Height - 1, width, 1);
            body.Text(place.X, place.Y, badge, body.Theme[ThemeRole.ButtonFocused]);
            _badge = place.Offset(Bounds.X, Bounds.Y);
        }
    }

    /// <summary>Nothing goes silently: the oldest row says that there were older ones.</summary>
    private void DrawForgotten(Canvas body)
    {
        if (Log.Forgotten > 0 && !_scroll.Follows && _scroll.Top == (Log.FirstNumber, 0))
        {
            string text = $" {WidgetTexts.Format(Kit.Texts.OldLinesGone, Log.Forgotten)} ";
            string cut = CellText.Truncate(text, body.Width - 1, body.Glyphs.Ellipsis);
            body.Text(body.Width - 1 - CellText.Width(cut), 0, cut, body.Theme[ThemeRole.Warning]);
        }
    }

    private void DrawBottomLine(Canvas canvas)
    {
        if (!ShowsBottomLine || canvas.Height < 1)
        {
            return;
        }

        var line = canvas.Window(new Rect(0, canvas.Height - 1, canvas.Width, 1));
        var style = Look(canvas, _typing ? ThemeRole.InputFieldFocused : ThemeRole.InputField);
        line.Clear(style);
        if (_typing)
        {
            int prompt = line.Text(0, 0, Kit.Texts.SearchPrompt, style);
            LineInputPainter.Draw(line, new Rect(prompt, 0, line.Width - prompt, 1), _query, style, HasFocus);
            return;
        }

        string text = _notFound ? WidgetTexts.Format(Kit.Texts.SearchNotFound, _query.Text) : Kit.Texts.Selecting;
        line.Text(0, 0, CellText.Truncate(text, line.Width, line.Glyphs.Ellipsis), style);
    }
}
