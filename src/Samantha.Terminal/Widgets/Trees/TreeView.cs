using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Trees;

/// <summary>A tree with branches that open and close. New nodes keep the selection and the open branches by id.</summary>
public sealed class TreeView : RowsWidget
{
    private const int IndentCells = 2;

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private ImmutableArray<TreeNode> _roots = [];
    private ImmutableArray<TreeRow> _rows = [];
    private int _total;

    public TreeView(WidgetKit kit)
        : base(kit)
    {
    }

    public ImmutableArray<TreeNode> Roots
    {
        get => _roots;
        set
        {
            _roots = value.IsDefault ? [] : value;
            _total = _roots.Length;
            Refresh(Selected?.Id);
        }
    }

    public ImmutableArray<TreeRow> ShownRows => _rows;

    public TreeNode? Selected => Cursor.Selected >= 0 ? _rows[Cursor.Selected].Node : null;

    public override KeyMap? Keys => Kit.Keys.Tree;

    protected override int TotalRows => _total;

    public bool IsOpen(string id) => _open.Contains(id);

    public void SetOpen(string id, bool open)
    {
        if (open ? !_open.Add(id) : !_open.Remove(id))
        {
            return;
        }

        string? selected = Selected?.Id;
        Refresh(selected);
        if (!open && selected is not null && IndexOf(selected) < 0)
        {
            // The selected row went away with its branch: the branch itself is the nearest that is left.
            Select(id);
        }
    }

    public bool Select(string id)
    {
        int row = IndexOf(id);
        if (row >= 0)
        {
            SelectRow(row);
        }

        return row >= 0;
    }

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "tree.collapse" when Selected is { } node:
                return Collapse(node);
            case "tree.expand" when Selected is { Children.Length: > 0 } node:
                return Expand(node);
            case "list.open" when Selected is { Children.Length: > 0 } branch:
                SetOpen(branch.Id, !IsOpen(branch.Id));
                RaiseOpened();
                return true;
            default:
                return base.Run(actionId);
        }
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "tree.expand" => Selected is { Children.Length: > 0 },
        "tree.collapse" => Selected is not null,
        _ => base.CanRun(actionId),
    };

    protected override int CountRows() => _rows.Length;

    protected override void ApplyFilter() => Refresh(Selected?.Id);

    protected override void DrawRow(Canvas canvas, int row, Style style, bool selected)
    {
        var (node, depth) = _rows[row];
        int x = depth * IndentCells;
        if (node.Children.Length > 0)
        {
            canvas.Text(x, 0, IsShownOpen(node) ? canvas.Glyphs.Expanded : canvas.Glyphs.Collapsed, style);
        }

        int detailWidth = Math.Min(CellText.Width(node.Detail), canvas.Width / 2);
        int textWidth = canvas.Width - x - IndentCells - (detailWidth > 0 ? detailWidth + 1 : 0);
        var look = selected || node.Role == ThemeRole.Text ? style : Look(canvas, node.Role);
        canvas.Text(x + IndentCells, 0, CellText.Truncate(node.Text, textWidth, canvas.Glyphs.Ellipsis), look);
        if (detailWidth > 0)
        {
            string detail = CellText.Truncate(node.Detail, detailWidth, canvas.Glyphs.Ellipsis);
            canvas.Text(canvas.Width - CellText.Width(detail), 0, detail, selected ? style : Look(canvas, ThemeRole.Muted));
        }
    }

    protected override bool OnRowClick(int x)
    {
        var row = _rows[Cursor.Selected];
        bool onSign = x >= row.Depth * IndentCells && x < (row.Depth + 1) * IndentCells;
        if (onSign && row.Node.Children.Length > 0)
        {
            SetOpen(row.Node.Id, !IsOpen(row.Node.Id));
            return true;
        }

        return false;
    }

    private bool IsShownOpen(TreeNode node) => Filter.Length > 0 || IsOpen(node.Id);

    private bool Collapse(TreeNode node)
    {
        if (node.Children.Length > 0 && IsOpen(node.Id))
        {
            SetOpen(node.Id, false);
            return true;
        }

        int depth = _rows[Cursor.Selected].Depth;
        for (int row = Cursor.Selected - 1; row >= 0; row--)
        {
            if (_rows[row].Depth < depth)
            {
                SelectRow(row);
                break;
            }
        }

        return true;
    }

    private bool Expand(TreeNode node)
    {
        if (IsShownOpen(node))
        {
            SelectRow(Cursor.Selected + 1);
        }
        else
        {
            SetOpen(node.Id, true);
        }

        return true;
    }

    private void Refresh(string? selectedId)
    {
        _rows = TreeRows.Flatten(_roots, _open, Filter);
        Resize();
        int row = selectedId is null ? -1 : IndexOf(selectedId);
        Cursor.Select(row >= 0 ? row : Math.Max(0, Cursor.Selected));
        if (Selected?.Id != selectedId)
        {
            RaiseSelectionChanged();
        }
    }

    private int IndexOf(string id)
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_rows[row].Node.Id == id)
            {
                return row;
            }
        }

        return -1;
    }
}
