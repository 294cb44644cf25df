using System.Collections.Immutable;
using System.Globalization;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Editing;

/// <summary>
/// An editor of several lines with soft wrap, selection, undo, search, decorations and a person's own editor on demand. What is
/// edited is in <see cref="State"/>; this class draws it and reads keys and mouse.
/// </summary>
public sealed partial class TextArea : Widget
{
    /// <summary>From here on a paste asks first: more than anybody types, less than a chapter.</summary>
    public const int LargePasteChars = 20_000;

    public const int LargePasteLines = 400;

    private const int WheelRows = 3;

    private readonly LineInput _query = new() { MaxChars = 256 };
    private RowPlace _top;
    private bool _searching;
    private bool _notFound;
    private string? _pendingPaste;
    private string _ownClipboard = "";
    private bool _revealCaret = true;
    private Dictionary<int, MarginMark> _markOf = [];
    private int _signCells;

    public TextArea(WidgetKit kit, string text = "")
        : base(kit)
    {
        State = new TextAreaState(text);
        State.TextChanged += () => TextChanged?.Invoke();
    }

    /// <summary>Told after every change of the text.</summary>
    public event Action? TextChanged;

    public TextAreaState State { get; }

    public string Text
    {
        get => State.Text;
        set => State.Load(value);
    }

    public bool ReadOnly { get; set; }

    public bool LineNumbers { get; set; }

    /// <summary>Tab inserts blanks and a new line begins like the one before: for code. Else Tab leaves the editor.</summary>
    public bool CodeKeys { get; set; }

    public string Placeholder { get; set; } = "";

    /// <summary>Set again after <see cref="TextChanged"/>: ranges do not move with the text by themselves.</summary>
    public ImmutableArray<TextDecoration> Decorations { get; set; } = [];

    /// <summary>The first of each line is shown. Signs may have several cells; the margin is as wide as the widest.</summary>
    public ImmutableArray<MarginMark> Marks
    {
        get;
        set
        {
            field = value;
            _markOf = value.GroupBy(mark => mark.Line).ToDictionary(group => group.Key, group => group.First());
            _signCells = value.IsEmpty ? 0 : value.Max(mark => CellText.Width(mark.Sign)) + 1;
        }
    } = [];

    /// <summary>Undo and redo belong to something larger than this text, such as a form: parents get their keys.</summary>
    public bool UndoByOwner { get; init; }

    public override bool CanFocus => true;

    public override KeyMap? Keys => Kit.Keys.Edit;

    public bool IsSearching => _searching;

    public bool AsksAboutPaste => _pendingPaste is not null;

    private int MarginCells =>
        (LineNumbers ? State.Document.Lines.Count.ToString(CultureInfo.InvariantCulture).Length + 1 : 0)
        + _signCells;

    private string? BottomText =>
        _pendingPaste is not null ? PasteQuestion()
        : _notFound ? WidgetTexts.Format(Kit.Texts.SearchNotFound, _query.Text)
        : MarkAtCaret is { Message.Length: > 0 } mark ? mark.Message
        : null;

    private MarginMark? MarkAtCaret => _markOf.GetValueOrDefault(State.Caret.Line);

    private int BodyRows => Math.Max(1, Bounds.Height - (_searching || BottomText is not null ? 1 : 0));

    public override void Arrange(Rect area)
    {
        bool changed = area != Bounds;
        base.Arrange(area);
        if (changed)
        {
            _revealCaret = true;
        }
    }

    public override void Draw(Canvas canvas)
    {
        var plain = Look(canvas, ThemeRole.Text);
        int margin = Math.Min(MarginCells, Math.Max(0, canvas.Width - 2));
        PrepareLayout(canvas.Width);
        int rows = Math.Min(BodyRows, canvas.Height);
        KeepTopInside(rows);
        var body = canvas.Window(new Rect(0, 0, canvas.Width, rows));
        var row = _top;
        var caretRow = State.Layout.RowOf(State.Caret);
        for (int y = 0; y < rows; y++)
        {
            DrawMargin(body.Window(new Rect(0, y, margin, 1)), row);
            var line = body.Window(new Rect(margin, y, canvas.Width - margin, 1));
            DrawRow(line, row, plain);
            if (row == caretRow && HasFocus && !_searching && _pendingPaste is null)
            {
                line.PlaceCursor(Math.Min(State.Layout.CellOf(State.Caret), Math.Max(0, line.Width - 1)), 0);
            }

            var next = State.Layout.Move(row, 1);
            if (next == row)
            {
                break;
            }

            row = next;
        }

        if (State.Document.Length == 0)
        {
            string hint = CellText.Truncate(Placeholder, canvas.Width - margin, canvas.Glyphs.Ellipsis);
            body.Text(margin, 0, hint, Look(canvas, ThemeRole.Placeholder));
        }

        ScrollBar.Draw(body, canvas.Width - 1, _top.Line, State.Document.Lines.Count, rows, Backdrop);
        DrawBottomLine(canvas);
    }

    private void PrepareLayout(int width) => State.Layout.WidthCells = Math.Max(1, width - MarginCells - 1);

    private void KeepTopInside(int rows)
    {
        _top = State.Layout.Move(new RowPlace(_top.Line, _top.Row), 0);
        if (!_revealCaret)
        {
            return;
        }

        _revealCaret = false;
        var caret = State.Layout.RowOf(State.Caret);
        if (caret < _top)
        {
            _top = caret;
        }
        else if (State.Layout.RowsBetween(_top, caret, rows + 1) >= rows)
        {
            _top = State.Layout.Move(caret, -(rows - 1));
        }
    }

    private void DrawMargin(Canvas canvas, RowPlace row)
    {
        if (canvas.Width == 0 || row.Row > 0)
        {
            return;
        }

        if (_markOf.GetValueOrDefault(row.Line) is { } mark)
        {
            canvas.Text(0, 0, mark.Sign, Look(canvas, mark.Role));
        }

        if (LineNumbers)
        {
            string number = (row.Line + 1).ToString(CultureInfo.InvariantCulture);
            canvas.Text(canvas.Width - 1 - number.Length, 0, number, Look(canvas, ThemeRole.LineNumber));
        }
    }

    private void DrawRow(Canvas canvas, RowPlace row, Style plain)
    {
        var (start, end) = State.Layout.RowSpan(row);
        string text = State.Document.Lines[row.Line];
        canvas.Text(0, 0, text.AsSpan(start, end - start), plain);
        foreach (var decoration in Decorations)
        {
            Mark(canvas, row, (start, end), decoration.Range, canvas.Theme[decoration.Role]);
        }

        if (_query.Text.Length > 0 && _searching)
        {
            MarkMatches(canvas, text, row, (start, end));
        }

        if (State.HasSelection)
        {
            Mark(canvas, row, (start, end), State.Selection, canvas.Theme[ThemeRole.Selection]);
            bool lineEndInside = end == text.Length && State.Selection.Contains(new TextPosition(row.Line, end));
            if (lineEndInside)
            {
                int x = CellText.Width(text.AsSpan(start, end - start));
                canvas.Restyle(new Rect(x, 0, 1, 1), canvas.Theme[ThemeRole.Selection].Over);
            }
        }
    }

    private void MarkMatches(Canvas canvas, string text, RowPlace row, (int Start, int End) span)
    {
        int at = text.IndexOf(_query.Text, Math.Max(0, span.Start - _query.Text.Length + 1), StringComparison.OrdinalIgnoreCase);
        while (at >= 0 && at < span.End)
        {
            var range = new TextRange(new TextPosition(row.Line, at), new TextPosition(row.Line, at + _query.Text.Length));
            Mark(canvas, row, span, range, canvas.Theme[ThemeRole.SearchMatch]);
            at = text.IndexOf(_query.Text, at + _query.Text.Length, StringComparison.OrdinalIgnoreCase);
        }
    }

    private void Mark(Canvas canvas, RowPlace row, (int Start, int End) span, TextRange range, Style style)
    {
        if (range.Start.Line > row.Line || range.End.Line < row.Line)
        {
            return;
        }

        int from = Math.Max(span.Start, range.Start.Line == row.Line ? range.Start.Column : 0);
        int to = Math.Min(span.End, range.End.Line == row.Line ? range.End.Column : span.End);
        if (to > from)
        {
            var text = State.Document.Lines[row.Line].AsSpan();
            int x = CellText.Width(text[span.Start..from]);
            canvas.Restyle(new Rect(x, 0, CellText.Width(text[from..to]), 1), style.Over);
        }
    }

    private void DrawBottomLine(Canvas canvas)
    {
        if (canvas.Height < 1 || (!_searching && BottomText is null))
        {
            return;
        }

        var line = canvas.Window(new Rect(0, canvas.Height - 1, canvas.Width, 1));
        if (_searching)
        {
            var style = Look(canvas, ThemeRole.InputFieldFocused);
            line.Clear(style);
            int prompt = line.Text(0, 0, Kit.Texts.SearchPrompt, style);
            LineInputPainter.Draw(line, new Rect(prompt, 0, line.Width - prompt, 1), _query, style, HasFocus);
            return;
        }

        var look = Look(canvas, ThemeRole.Warning);
        line.Clear(look);
        line.Text(0, 0, CellText.Truncate(BottomText ?? "", line.Width, line.Glyphs.Ellipsis), look);
        if (_pendingPaste is not null && HasFocus)
        {
            line.PlaceCursor(0, 0);
        }
    }
}
