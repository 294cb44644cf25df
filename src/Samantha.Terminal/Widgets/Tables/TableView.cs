using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Tables;

/// <summary>
/// Rows in columns with headings. Sorts by a column (key or click on its heading), filters on all cells, and moves sideways when
/// the columns are wider than the screen; the first column stays.
/// </summary>
public sealed class TableView : RowsWidget
{
    private const int GapCells = 2;

    private ImmutableArray<TableRow> _rows = [];
    private ImmutableArray<TableRow> _shown = [];
    private int[] _widths = [];
    private int _firstColumn = 1;

    public TableView(WidgetKit kit, params ImmutableArray<TableColumn> columns)
        : base(kit)
    {
        Columns = columns;
        Measure();
    }

    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>-1: the order in which the rows were given.</summary>
    public int SortColumn { get; private set; } = -1;

    public bool SortDescending { get; private set; }

    public ImmutableArray<TableRow> Items
    {
        get => _rows;
        set
        {
            _rows = value.IsDefault ? [] : value;
            Measure();
            ApplyFilter();
        }
    }

    public ImmutableArray<TableRow> ShownRows => _shown;

    public TableRow? Selected => Cursor.Selected >= 0 ? _shown[Cursor.Selected] : null;

    public override KeyMap? Keys => Kit.Keys.Table;

    protected override int TotalRows => _rows.Length;

    protected override int HeaderRows => 1;

    public bool Select(string id)
    {
        int row = IndexOf(id);
        if (row >= 0)
        {
            SelectRow(row);
        }

        return row >= 0;
    }

    public void Sort(int column, bool descending = false)
    {
        SortColumn = column >= 0 && column < Columns.Length ? column : -1;
        SortDescending = descending && SortColumn >= 0;
        ApplyFilter();
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "table.sort" => Columns.Any(column => column.CanSort),
        "table.reverse" => SortColumn >= 0,
        "table.left" => _firstColumn > 1,
        "table.right" => CanGoRight(),
        _ => base.CanRun(actionId),
    };

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "table.sort":
                Sort(NextSortColumn());
                return true;
            case "table.reverse" when SortColumn >= 0:
                Sort(SortColumn, !SortDescending);
                return true;
            case "table.left" when _firstColumn > 1:
                _firstColumn--;
                return true;
            case "table.right" when CanGoRight():
                _firstColumn++;
                return true;
            default:
                return base.Run(actionId);
        }
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        while (_firstColumn > 1 && WidthFrom(_firstColumn - 1) <= RoomCells)
        {
            _firstColumn--;
        }
    }

    protected override int CountRows() => _shown.Length;

    protected override void ApplyFilter()
    {
        string? before = Selected?.Id;
        var kept = Filter.Length == 0
            ? _rows
            : [.. _rows.Where(row => row.Cells.Any(cell => cell.Text.Contains(Filter, StringComparison.OrdinalIgnoreCase)))];
        _shown = TableOrder.Sort(kept, SortColumn, SortDescending);
        Resize();
        int at = before is null ? -1 : IndexOf(before);
        Cursor.Select(at >= 0 ? at : Math.Max(0, Cursor.Selected));
        if (Selected?.Id != before)
        {
            RaiseSelectionChanged();
        }
    }

    protected override void DrawHeader(Canvas canvas)
    {
        var style = Look(canvas, ThemeRole.Title);
        canvas.Clear(style);
        if (_firstColumn > 1)
        {
            canvas.Text(0, 0, canvas.Glyphs.ArrowLeft, style);
        }

        foreach (var (column, x) in Places())
        {
            string title = Columns[column].Title;
            if (column == SortColumn)
            {
                title += SortDescending ? canvas.Glyphs.ArrowDown : canvas.Glyphs.ArrowUp;
            }

            DrawCell(canvas, x + 2, column, title, style);
        }

        if (CanGoRight())
        {
            canvas.Text(canvas.Width - 1, 0, canvas.Glyphs.ArrowRight, style);
        }
    }

    protected override void DrawRow(Canvas canvas, int row, Style style, bool selected)
    {
        foreach (var (column, x) in Places())
        {
            var cell = _shown[row].Cell(column);
            var look = selected || cell.Role == ThemeRole.Text ? style : Look(canvas, cell.Role);
            DrawCell(canvas, x, column, cell.Text, look);
        }
    }

    protected override bool OnHeaderClick(int x, int y)
    {
        foreach (var (column, at) in Places())
        {
            if (x - 2 >= at && x - 2 < at + _widths[column] && Columns[column].CanSort)
            {
                Sort(column, SortColumn == column && !SortDescending);
                return true;
            }
        }

        return true;
    }

    private int RoomCells => Math.Max(0, Bounds.Width - 3);

    private void DrawCell(Canvas canvas, int x, int column, string text, Style style)
    {
        int width = Math.Min(_widths[column], canvas.Width - x);
        if (width > 0)
        {
            string cut = CellText.Truncate(text, width, canvas.Glyphs.Ellipsis);
            int shift = Columns[column].AlignRight ? width - CellText.Width(cut) : 0;
            canvas.Text(x + shift, 0, cut, style, width - shift);
        }
    }

    /// <summary>Columns on the screen and where they begin: the first one, then those from the first moved one on.</summary>
    private IEnumerable<(int Column, int X)> Places()
    {
        int x = 0;
        for (int column = 0; column < Columns.Length; column = column == 0 ? Math.Max(1, _firstColumn) : column + 1)
        {
            yield return (column, x);
            x += _widths[column] + GapCells;
        }
    }

    private bool CanGoRight() => _firstColumn < Columns.Length - 1 && WidthFrom(_firstColumn) > RoomCells;

    private int WidthFrom(int first)
    {
        int cells = _widths.Length > 0 ? _widths[0] : 0;
        for (int column = Math.Max(1, first); column < _widths.Length; column++)
        {
            cells += GapCells + _widths[column];
        }

        return cells;
    }

    private void Measure()
    {
        _widths = [.. Columns.Select((column, index) => Math.Clamp(
            Math.Max(
                CellText.Width(column.Title) + (column.CanSort ? 1 : 0),
                _rows.Length == 0 ? 0 : _rows.Max(row => CellText.Width(row.Cell(index).Text))),
            column.LeastCells,
            Math.Max(column.LeastCells, column.MostCells)))];
    }

    private int NextSortColumn()
    {
        for (int column = SortColumn + 1; column < Columns.Length; column++)
        {
            if (Columns[column].CanSort)
            {
                return column;
            }
        }

        return -1;
    }

    private int IndexOf(string id)
    {
        for (int row = 0; row < _shown.Length; row++)
        {
            if (_shown[row].Id == id)
            {
                return row;
            }
        }

        return -1;
    }
}
