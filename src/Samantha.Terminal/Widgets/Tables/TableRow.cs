using System.Collections.Immutable;

namespace Samantha.Terminal.Widgets.Tables;

/// <summary>A row: one cell for each column (missing ones are empty). The id keeps the selection on it.</summary>
public sealed record TableRow(string Id, ImmutableArray<TableCell> Cells, object? Tag = null)
{
    public static TableRow Of(string id, params ReadOnlySpan<TableCell> cells) => new(id, [.. cells]);

    public TableCell Cell(int column) => column < Cells.Length ? Cells[column] : Empty;

    private static readonly TableCell Empty = new("");
}
