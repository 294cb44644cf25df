using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Lists;

/// <summary>
/// A list of one-line rows with one selected. New rows keep the selection by id; the filter looks at text and detail.
/// </summary>
public sealed class ListView : RowsWidget
{
    private ImmutableArray<ListItem> _items = [];
    private ImmutableArray<ListItem> _shown = [];

    public ListView(WidgetKit kit)
        : base(kit)
    {
    }

    public ImmutableArray<ListItem> Items
    {
        get => _items;
        set
        {
            _items = value.IsDefault ? [] : value;
            ApplyFilter();
        }
    }

    public ImmutableArray<ListItem> ShownItems => _shown;

    public ListItem? Selected => Cursor.Selected >= 0 ? _shown[Cursor.Selected] : null;

    protected override int TotalRows => _items.Length;

    /// <summary>False when no shown row has the id.</summary>
    public bool Select(string id)
    {
        int row = IndexOf(id);
        if (row >= 0)
        {
            SelectRow(row);
        }

        return row >= 0;
    }

    protected override int CountRows() => _shown.Length;

    protected override void ApplyFilter()
    {
        string? before = Selected?.Id;
        _shown = Filter.Length == 0 ? _items : [.. _items.Where(IsShown)];
        Resize();
        int row = before is null ? -1 : IndexOf(before);
        Cursor.Select(row >= 0 ? row : Cursor.Selected < 0 ? 0 : Cursor.Selected);
        if (Selected?.Id != before)
        {
            RaiseSelectionChanged();
        }
    }

    protected override void DrawRow(Canvas canvas, int row, Style style, bool selected)
    {
        var item = _shown[row];
        int detailWidth = Math.Min(CellText.Width(item.Detail), canvas.Width / 2);
        int textWidth = canvas.Width - (detailWidth > 0 ? detailWidth + 1 : 0);
        var look = selected || item.Role == ThemeRole.Text ? style : Look(canvas, item.Role);
        canvas.Text(0, 0, CellText.Truncate(item.Text, textWidth, canvas.Glyphs.Ellipsis), look);
        if (detailWidth > 0)
        {
            string detail = CellText.Truncate(item.Detail, detailWidth, canvas.Glyphs.Ellipsis);
            canvas.Text(canvas.Width - CellText.Width(detail), 0, detail, selected ? style : Look(canvas, ThemeRole.Muted));
        }
    }

    private bool IsShown(ListItem item) =>
        item.Text.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || item.Detail.Contains(Filter, StringComparison.OrdinalIgnoreCase);

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
