using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Charts;

namespace Samantha.Terminal.Tests.Widgets;

public class ChartTests
{
    [Theory]
    [InlineData(0, "░░░░░░░░░░ x")]
    [InlineData(0.5, "█████░░░░░ x")]
    [InlineData(0.5625, "█████▋░░░░ x")]
    [InlineData(1, "██████████ x")]
    [InlineData(7, "██████████ x")]
    [InlineData(double.NaN, "░░░░░░░░░░ x")]
    public void A_bar_fills_in_eighths(double share, string expected)
    {
        Assert.Equal(expected, DrawBar(share, Glyphs.Unicode));
    }

    [Fact]
    public void Without_special_characters_a_bar_is_made_of_signs() =>
        Assert.Equal("#####..... x", DrawBar(0.5, Glyphs.Ascii));

    [Fact]
    public void An_unknown_share_shows_the_text_only()
    {
        using var screen = new WidgetScreen(kit => new ProgressBar(kit) { Text = "12 MB" }, 60, 15);

        Assert.Equal("12 MB", screen.Row(0));
    }

    [Fact]
    public void A_sparkline_shows_the_newest_values_at_the_right()
    {
        using var screen = new WidgetScreen(
            kit => new Sparkline(kit) { Values = [.. Enumerable.Range(0, 100).Select(n => n % 9 / 8.0)], Top = 1 }, 60, 15);
        var glyphs = Glyphs.Unicode.BarLevels;

        // Row 14 is the lowest of 15; a value v reaches 15v rows.
        Assert.Equal(glyphs[8], screen.Terminal.CellAt(59 - ((99 - 98) % 9), 14).Text);
        Assert.Equal(" ", screen.Terminal.CellAt(59, 14).Text);
        Assert.Equal(glyphs[8], screen.Terminal.CellAt(58, 0).Text);
        Assert.Equal(" ", screen.Terminal.CellAt(57, 0).Text);
    }

    [Fact]
    public void A_bar_chart_has_labels_bars_and_values_in_columns()
    {
        using var screen = new WidgetScreen(
            kit => new BarChart(kit)
            {
                Items = [new BarItem("mini", 10, "10 tok/s"), new BarItem("large", 2.5), new BarItem("none", 0)],
            },
            60,
            15,
            Glyphs.Ascii);

        Assert.Equal("mini  " + new string('#', 45) + " 10 tok/s", screen.Row(0));
        Assert.Equal("large " + new string('#', 11) + new string('.', 34) + "      2.5", screen.Row(1));
        Assert.Equal("none  " + new string('.', 45) + "        0", screen.Row(2));
    }

    [Fact]
    public void Charts_without_values_draw_nothing()
    {
        using var screen = new WidgetScreen(
            kit => new Sparkline(kit) { Values = [double.NaN, double.PositiveInfinity, -1] }, 60, 15);

        Assert.Equal("", screen.Text.Trim());
    }

    private static string DrawBar(double share, Glyphs glyphs)
    {
        var pad = new string(' ', 48);
        using var screen = new WidgetScreen(kit => new ProgressBar(kit) { Share = share, Text = "x" + pad }, 60, 15, glyphs);
        return screen.Row(0);
    }
}
