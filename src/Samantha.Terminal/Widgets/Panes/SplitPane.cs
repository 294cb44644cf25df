using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>
/// Divides its place between parts. Side by side becomes one below the other on a narrow screen; parts that do not fit are left
/// out in a fixed order; one part can have everything for a while.
/// </summary>
public sealed class SplitPane : Widget
{
    private ImmutableArray<SplitPart> _shown = [];

    public SplitPane(WidgetKit kit, SplitDirection direction, params ImmutableArray<SplitPart> parts)
        : base(kit)
    {
        Direction = direction;
        Parts = parts;
    }

    public SplitDirection Direction { get; }

    /// <summary>Columns become rows when the place is narrower than this; 0: never.</summary>
    public int StackBelowCells { get; init; }

    public ImmutableArray<SplitPart> Parts
    {
        get;
        set
        {
            field = value;
            _shown = value;
        }
    }

    /// <summary>The part that has the whole place for now, or null.</summary>
    public Widget? Zoomed { get; set; }

    /// <summary>Only the parts that have a place.</summary>
    public override IReadOnlyList<Widget> Children => [.. _shown.Select(part => part.Widget)];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        var visible = Parts.Where(part => part.Widget.Visible).ToList();
        if (visible.FirstOrDefault(part => part.Widget == Zoomed) is { } zoomed)
        {
            _shown = [zoomed];
            zoomed.Widget.Arrange(area);
            return;
        }

        bool columns = Direction == SplitDirection.Columns && (StackBelowCells == 0 || area.Width >= StackBelowCells);
        bool stacked = Direction == SplitDirection.Columns && !columns;
        int room = columns ? area.Width : area.Height;
        while (visible.Count > 1 && visible.Sum(part => Least(part, stacked)) > room && NextToDrop(visible) is { } drop)
        {
            visible.Remove(drop);
        }

        _shown = [.. visible];
        if (visible.Count == 0)
        {
            return;
        }

        Length[] lengths = [.. visible.Select(part => stacked ? Length.Star(ShareOf(part), Least(part, stacked)) : part.Size)];
        var areas = columns ? Layout.Columns(area, lengths) : Layout.Rows(area, lengths);
        for (int index = 0; index < visible.Count; index++)
        {
            visible[index].Widget.Backdrop = Backdrop;
            visible[index].Widget.Arrange(areas[index]);
        }
    }

    public override void Draw(Canvas canvas)
    {
        foreach (var part in _shown)
        {
            DrawChild(canvas, Bounds, part.Widget);
        }
    }

    /// <summary>Rows of a border and a line or two: what a column needs when it lies below another one.</summary>
    private const int LeastStackedRows = 4;

    private static int Least(SplitPart part, bool stacked) =>
        stacked ? LeastStackedRows : Math.Max(part.LeastCells, Math.Max(part.Size.Cells, part.Size.Least));

    private static double ShareOf(SplitPart part) => part.Size.Share > 0 ? part.Size.Share : 1;

    private static SplitPart? NextToDrop(List<SplitPart> parts) =>
        parts.Where(part => part.DropOrder > 0).OrderBy(part => part.DropOrder).FirstOrDefault();
}
