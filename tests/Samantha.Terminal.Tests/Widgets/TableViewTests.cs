using System.Collections.Immutable;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Tables;

namespace Samantha.Terminal.Tests.Widgets;

public class TableViewTests
{
    private static readonly ImmutableArray<TableRow> Models =
    [
        TableRow.Of("b", "beta", new TableCell("4.1 GB", 4.1e9), "Q8_0"),
        TableRow.Of("a", "alpha", new TableCell("900 MB", 9e8), "Q4_K"),
        TableRow.Of("c", "gamma", new TableCell("13 GB", 13e9), "F16"),
    ];

    private static (WidgetScreen Screen, TableView Table) Show(int width = 60)
    {
        TableView table = null!;
        var screen = new WidgetScreen(
            kit => table = new TableView(
                kit, new TableColumn("Name"), new TableColumn("Size", AlignRight: true), new TableColumn("Type"))
            {
                Items = Models,
            },
            width,
            15);
        return (screen, table);
    }

    [Fact]
    public void Columns_are_aligned_below_their_headings()
    {
        var (screen, _) = Show();
        using var closing = screen;

        Assert.Equal("  Name     Size  Type", screen.Row(0));
        Assert.Equal("▶ beta   4.1 GB  Q8_0", screen.Row(1));
        Assert.Equal("  alpha  900 MB  Q4_K", screen.Row(2));
    }

    [Fact]
    public void Sorting_uses_the_number_behind_the_text_and_keeps_the_selection()
    {
        var (screen, table) = Show();
        using var closing = screen;

        screen.Press("s", "s");
        Assert.Equal(["a", "b", "c"], table.ShownRows.Select(row => row.Id));
        Assert.Equal("b", table.Selected?.Id);
        Assert.Contains("Size↑", screen.Row(0), StringComparison.Ordinal);
        screen.Press("S");
        Assert.Equal(["c", "b", "a"], table.ShownRows.Select(row => row.Id));
        Assert.Contains("Size↓", screen.Row(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_click_on_a_heading_sorts_and_a_second_one_turns_the_order_round()
    {
        var (screen, table) = Show();
        using var closing = screen;

        screen.Click(3, 0);
        Assert.Equal(["a", "b", "c"], table.ShownRows.Select(row => row.Id));
        screen.Click(3, 0);
        Assert.Equal(["c", "b", "a"], table.ShownRows.Select(row => row.Id));
    }

    [Fact]
    public void Wide_tables_move_sideways_and_keep_the_first_column()
    {
        TableView table = null!;
        ImmutableArray<TableColumn> columns = [.. Enumerable.Range(0, 12).Select(n => new TableColumn($"Column{n}"))];
        using var screen = new WidgetScreen(
            kit => table = new TableView(kit, columns)
            {
                Items = [new TableRow("r", [.. Enumerable.Range(0, 12).Select(n => new TableCell($"value{n}"))])],
            },
            60,
            15);

        Assert.DoesNotContain("value11", screen.Text, StringComparison.Ordinal);
        for (int presses = 0; presses < 12; presses++)
        {
            screen.Press("l");
        }

        Assert.Contains("value0", screen.Row(1), StringComparison.Ordinal);
        Assert.Contains("value11", screen.Row(1), StringComparison.Ordinal);
        Assert.DoesNotContain("value1 ", screen.Row(1), StringComparison.Ordinal);
        Assert.False(table.CanRun("table.right"));
    }

    [Fact]
    public void The_filter_looks_at_all_cells()
    {
        var (screen, table) = Show();
        using var closing = screen;

        screen.Press("/");
        screen.Type("f16");

        Assert.Equal(["c"], table.ShownRows.Select(row => row.Id));
    }
}
