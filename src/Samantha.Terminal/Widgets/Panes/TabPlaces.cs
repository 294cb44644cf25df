using System.Collections.Immutable;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>
/// Where the titles of tabs stand in a row: side by side, and where the row is too narrow, those around the active one, with a cell
/// for a mark on each side behind which there are more. Pure.
/// </summary>
/// <param name="Tabs">Those that are seen, whole.</param>
/// <param name="Before">The tab behind the mark at the left end; null: there is no mark.</param>
/// <param name="After">The tab behind the mark at the right end; null: there is no mark.</param>
public sealed record TabPlaces(ImmutableArray<TabPlace> Tabs, int? Before, int? After)
{
    /// <param name="widths">Of each title with a cell for a bracket on both sides.</param>
    /// <param name="active">The tab that must be seen.</param>
    /// <param name="cells">The width of the row.</param>
    /// <param name="gapMost">Cells between two tabs where there is room; at the least, two of them share their cell of a bracket.</param>
    public static TabPlaces Of(IReadOnlyList<int> widths, int active, int cells, int gapMost)
    {
        const int Shared = -1;
        for (int gap = gapMost; gap >= Shared; gap--)
        {
            if (widths.Sum() + (gap * (widths.Count - 1)) - Spare(widths.Count - 1, active) <= cells)
            {
                return new TabPlaces(Placed(widths, 0, widths.Count, 0, gap), null, null);
            }
        }

        int first = 0;
        int end = EndOf(widths, first, active, cells);
        while (end <= active && first < active)
        {
            end = EndOf(widths, ++first, active, cells);
        }

        // A title that is wider than the row is seen as far as it goes.
        end = Math.Max(end, first + 1);
        return new TabPlaces(
            Placed(widths, first, end, MarkCells(first), Shared), first > 0 ? first - 1 : null, end < widths.Count ? end : null);
    }

    /// <summary>The tab that a click on a cell means: what stands there, or what is behind a mark; null: nothing.</summary>
    /// <param name="x">From the left end of the row.</param>
    /// <param name="cells">The width of the row.</param>
    public int? At(int x, int cells)
    {
        if (Before is { } before && x == 0)
        {
            return before;
        }

        if (After is { } after && x == cells - 1)
        {
            return after;
        }

        foreach (TabPlace tab in Tabs)
        {
            if (x >= tab.X && x < tab.X + tab.Width)
            {
                return tab.Index;
            }
        }

        return null;
    }

    // Behind the last tab that is seen whole when the row begins with this one. Two share the cell of a bracket.
    private static int EndOf(IReadOnlyList<int> widths, int first, int active, int cells)
    {
        int x = MarkCells(first);
        int end = first;
        for (; end < widths.Count; end++)
        {
            int behind = x + widths[end];
            if (behind - Spare(end, active) > cells - (end < widths.Count - 1 ? 1 : 0))
            {
                break;
            }

            x = behind - 1;
        }

        return end;
    }

    // The cell of a bracket that is not drawn may be the mark's, or beyond the row.
    private static int Spare(int index, int active) => index == active ? 0 : 1;

    private static ImmutableArray<TabPlace> Placed(IReadOnlyList<int> widths, int first, int end, int x, int gap)
    {
        var tabs = ImmutableArray.CreateBuilder<TabPlace>();
        for (int index = first; index < end; index++)
        {
            tabs.Add(new TabPlace(index, x, widths[index]));
            x += widths[index] + gap;
        }

        return tabs.ToImmutable();
    }

    private static int MarkCells(int first) => first > 0 ? 1 : 0;
}
