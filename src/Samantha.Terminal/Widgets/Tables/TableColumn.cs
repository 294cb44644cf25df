namespace Samantha.Terminal.Widgets.Tables;

/// <summary>
/// A column: heading, width bounds in cells, and where its text stands. Widths grow to the longest text they hold.
/// </summary>
public sealed record TableColumn(
    string Title, bool AlignRight = false, int LeastCells = 3, int MostCells = 40, bool CanSort = true);
