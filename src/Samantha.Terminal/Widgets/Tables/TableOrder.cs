using System.Collections.Immutable;

namespace Samantha.Terminal.Widgets.Tables;

/// <summary>
/// Puts the rows of a table in the order of a column: by number where there is one, else by text. Stable and pure.
/// </summary>
public static class TableOrder
{
    public static ImmutableArray<TableRow> Sort(ImmutableArray<TableRow> rows, int column, bool descending)
    {
        if (column < 0)
        {
            return rows;
        }

        var order = Comparer<TableCell>.Create(Compare);
        return descending
            ? [.. rows.OrderByDescending(row => row.Cell(column), order)]
            : [.. rows.OrderBy(row => row.Cell(column), order)];
    }

    private static int Compare(TableCell? left, TableCell? right) => (left?.SortKey, right?.SortKey) switch
    {
        ({ } one, { } other) => one.CompareTo(other),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.Compare(left?.Text, right?.Text, StringComparison.OrdinalIgnoreCase),
    };
}
