using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Lists;

/// <summary>
/// What list, table and tree have in common: one selected row, moving, paging, mouse, and a live filter. Derived classes say how
/// many rows there are and draw one.
/// </summary>
public abstract class RowsWidget : Widget
{
    private const int WheelRows = 3;

    private readonly LineInput _filter = new() { MaxChars = 256 };
    private bool _typingFilter;

    protected RowsWidget(WidgetKit kit)
        : base(kit)
    {
    }

    /// <summary>Told when another row was selected by key, mouse or filter.</summary>
    public event Action? SelectionChanged;

    /// <summary>Told when the selected row was opened by Enter or a double click.</summary>
    public event Action? Opened;

    public override bool CanFocus => true;

    public override KeyMap? Keys => Kit.Keys.List;

    /// <summary>The text that rows must contain to be shown; empty shows all.</summary>
    public string Filter => _filter.Text;

    /// <summary>True while typed letters go to the filter.</summary>
    public bool IsTypingFilter => _typingFilter;

    /// <summary>What is shown instead of rows when there are none.</summary>
    public string? EmptyText { get; set; }

    public int SelectedRow => Cursor.Selected;

    protected ListCursor Cursor { get; } = new();

    /// <summary>Rows before filtering.</summary>
    protected abstract int TotalRows { get; }

    /// <summary>Rows of headings above the first row.</summary>
    protected virtual int HeaderRows => 0;

    protected bool ShowsFilterLine => _typingFilter || Filter.Length > 0;

    public void SetFilter(string text)
    {
        _filter.Set(text);
        _typingFilter = false;
        ApplyFilter();
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        Resize();
    }

    public override bool Handle(InputEvent input)
    {
        if (input is MouseEvent mouse)
        {
            return OnMouse(mouse);
        }

        return _typingFilter && OnFilterInput(input) ? true : base.Handle(input);
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "list.clear-filter" => ShowsFilterLine,
        "list.filter" => TotalRows > 0,
        _ => Cursor.Count > 0,
    };

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "list.up":
                return Moved(() => Cursor.Move(-1));
            case "list.down":
                return Moved(() => Cursor.Move(1));
            case "list.page-up":
                return Moved(() => Cursor.MovePages(-1));
            case "list.page-down":
                return Moved(() => Cursor.MovePages(1));
            case "list.first":
                return Moved(Cursor.First);
            case "list.last":
                return Moved(Cursor.Last);
            case "list.open" when Cursor.Selected >= 0:
                Opened?.Invoke();
                return true;
            case "list.filter" when TotalRows > 0:
                _typingFilter = true;
                Resize();
                return true;
            case "list.clear-filter" when ShowsFilterLine:
                SetFilter("");
                return true;
            default:
                return false;
        }
    }

    public override void Draw(Canvas canvas)
    {
        int rows = Math.Max(0, canvas.Height - HeaderRows - (ShowsFilterLine ? 1 : 0));
        bool bar = ScrollBar.IsNeeded(Cursor.Count, rows);
        int width = canvas.Width - (bar ? 1 : 0);
        DrawHeader(canvas.Window(new Rect(0, 0, width, HeaderRows)));
        var body = canvas.Window(new Rect(0, HeaderRows, canvas.Width, rows));
        for (int y = 0; y < rows && Cursor.Top + y < Cursor.Count; y++)
        {
            int row = Cursor.Top + y;
            bool selected = row == Cursor.Selected;
            var style = Look(canvas, !selected ? ThemeRole.Text : HasFocus ? ThemeRole.Selection : ThemeRole.SelectionInactive);
            var line = body.Window(new Rect(0, y, width, 1));
            line.Clear(style);
            line.Text(0, 0, selected ? canvas.Glyphs.Marker : " ", style);
            DrawRow(line.Window(new Rect(2, 0, width - 2, 1)), row, style, selected);
            if (selected && HasFocus && !_typingFilter)
            {
                // The hardware cursor on the focused row: screen readers and braille lines follow it.
                line.PlaceCursor(0, 0);
            }
        }

        if (Cursor.Count == 0 && rows > 0)
        {
            string empty = TotalRows > 0 ? Kit.Texts.NothingFound : EmptyText ?? Kit.Texts.NothingHere;
            body.Text(2, 0, CellText.Truncate(empty, width - 2, canvas.Glyphs.Ellipsis), Look(canvas, ThemeRole.Placeholder));
        }

        ScrollBar.Draw(body, canvas.Width - 1, Cursor.Top, Cursor.Count, rows, Backdrop);
        DrawFilterLine(canvas);
    }

    protected abstract void DrawRow(Canvas canvas, int row, Style style, bool selected);

    protected virtual void DrawHeader(Canvas canvas)
    {
    }

    /// <summary>
    /// Called when the filter's text changed; the derived class chooses the rows again and calls <see cref="Resize"/>.
    /// </summary>
    protected abstract void ApplyFilter();

    /// <summary>Rows left after filtering.</summary>
    protected abstract int CountRows();

    protected void Resize() =>
        Cursor.Resize(CountRows(), Math.Max(1, Bounds.Height - HeaderRows - (ShowsFilterLine ? 1 : 0)));

    protected void SelectRow(int row)
    {
        int before = Cursor.Selected;
        Cursor.Select(row);
        if (Cursor.Selected != before)
        {
            SelectionChanged?.Invoke();
        }
    }

    protected void RaiseSelectionChanged() => SelectionChanged?.Invoke();

    protected void RaiseOpened() => Opened?.Invoke();

    /// <summary>A click on a heading; the position is relative to the widget.</summary>
    protected virtual bool OnHeaderClick(int x, int y) => false;

    /// <summary>A click on a row after it was selected; the position is relative to the row's text.</summary>
    protected virtual bool OnRowClick(int x) => false;

    private bool Moved(Action move)
    {
        int before = Cursor.Selected;
        move();
        if (Cursor.Selected != before)
        {
            SelectionChanged?.Invoke();
        }

        return true;
    }

    private bool OnFilterInput(InputEvent input)
    {
        if (input is KeyEvent { Key: Key.Enter })
        {
            _typingFilter = false;
            Resize();
            return true;
        }

        if (!_filter.Handle(input))
        {
            return false;
        }

        ApplyFilter();
        return true;
    }

    private bool OnMouse(MouseEvent mouse)
    {
        int x = mouse.X - Bounds.X;
        int y = mouse.Y - Bounds.Y;
        switch (mouse.Action)
        {
            case MouseAction.WheelUp or MouseAction.WheelDown:
                Cursor.Scroll(mouse.Action == MouseAction.WheelUp ? -WheelRows : WheelRows);
                return true;
            case MouseAction.Press when mouse.Button == MouseButton.Left:
                return OnPress(x, y);
            default:
                return false;
        }
    }

    private bool OnPress(int x, int y)
    {
        if (y < HeaderRows)
        {
            return OnHeaderClick(x, y);
        }

        int row = Cursor.Top + y - HeaderRows;
        if (y - HeaderRows >= Cursor.PageRows || row >= Cursor.Count)
        {
            return true;
        }

        SelectRow(row);
        if (!OnRowClick(x - 2) && ClickCount == 2)
        {
            Opened?.Invoke();
        }

        return true;
    }

    private void DrawFilterLine(Canvas canvas)
    {
        if (!ShowsFilterLine || canvas.Height < 1)
        {
            return;
        }

        var line = canvas.Window(new Rect(0, canvas.Height - 1, canvas.Width, 1));
        var style = Look(canvas, _typingFilter ? ThemeRole.InputFieldFocused : ThemeRole.InputField);
        line.Clear(style);
        int prompt = line.Text(0, 0, Kit.Texts.FilterPrompt, style);
        string count = WidgetTexts.Format(Kit.Texts.FilterCount, Cursor.Count, TotalRows);
        int countWidth = CellText.Width(count);
        int room = line.Width - prompt - countWidth - 1;
        if (room < 8)
        {
            (room, countWidth) = (line.Width - prompt, 0);
        }

        LineInputPainter.Draw(line, new Rect(prompt, 0, room, 1), _filter, style, _typingFilter && HasFocus);
        if (countWidth > 0)
        {
            line.Text(line.Width - countWidth, 0, count, Look(canvas, ThemeRole.Muted));
        }
    }
}
