using System.Collections.Immutable;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Lists;

namespace Samantha.Terminal.Tests.Widgets;

public class ListViewTests
{
    private static ImmutableArray<ListItem> Items(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new ListItem($"id{n}", $"chain number {n}", $"{n} steps"))];

    private static (WidgetScreen Screen, ListView List) Show(int count, int height = 15)
    {
        ListView list = null!;
        var screen = new WidgetScreen(kit => list = new ListView(kit) { Items = Items(count) }, 60, height);
        return (screen, list);
    }

    [Fact]
    public void The_selected_row_is_marked_with_a_sign_and_holds_the_cursor()
    {
        var (screen, _) = Show(3);
        using var closing = screen;

        Assert.StartsWith("▶ chain number 1", screen.Row(0), StringComparison.Ordinal);
        Assert.StartsWith("  chain number 2", screen.Row(1), StringComparison.Ordinal);
        Assert.EndsWith("1 steps", screen.Row(0), StringComparison.Ordinal);
        Assert.Equal((0, 0), screen.Terminal.Cursor);
    }

    [Fact]
    public void Arrows_letters_pages_and_ends_move_the_selection_and_the_view()
    {
        var (screen, list) = Show(100);
        using var closing = screen;

        screen.Press("Down", "j", "k");
        Assert.Equal("id2", list.Selected?.Id);
        screen.Press("PageDown");
        Assert.Equal("id16", list.Selected?.Id);
        screen.Press("G");
        Assert.Equal("id100", list.Selected?.Id);
        Assert.StartsWith("▶ chain number 100", screen.Row(14), StringComparison.Ordinal);
        screen.Press("g", "Up");
        Assert.Equal("id1", list.Selected?.Id);
        screen.Press("End", "Home");
        Assert.Equal("id1", list.Selected?.Id);
    }

    [Fact]
    public void A_slash_filters_while_typing_enter_keeps_the_filter_and_escape_clears_it()
    {
        var (screen, list) = Show(30);
        using var closing = screen;

        screen.Press("/");
        screen.Type("r 2");
        Assert.Equal(11, list.ShownItems.Length);
        Assert.Contains("Filter: r 2", screen.Row(14), StringComparison.Ordinal);
        Assert.Contains("11 of 30", screen.Row(14), StringComparison.Ordinal);
        screen.Press("Enter");
        screen.Press("j");
        Assert.Equal("id20", list.Selected?.Id);
        screen.Press("Escape");
        Assert.Equal(30, list.ShownItems.Length);
        Assert.Equal("id20", list.Selected?.Id);
    }

    [Fact]
    public void A_filter_that_finds_nothing_says_so()
    {
        var (screen, list) = Show(3);
        using var closing = screen;

        screen.Press("/");
        screen.Type("zzz");

        Assert.Null(list.Selected);
        Assert.Contains("Nothing found", screen.Row(0), StringComparison.Ordinal);
    }

    [Fact]
    public void New_rows_keep_the_selection_by_id()
    {
        var (screen, list) = Show(5);
        using var closing = screen;
        screen.Press("j", "j");

        list.Items = [new ListItem("new", "a new one"), .. Items(5)];

        Assert.Equal("id3", list.Selected?.Id);
        Assert.Equal(3, list.SelectedRow);
    }

    [Fact]
    public void A_click_selects_a_second_one_opens_and_the_wheel_scrolls_without_selecting()
    {
        var (screen, list) = Show(100);
        using var closing = screen;
        int opened = 0;
        list.Opened += () => opened++;

        screen.Click(5, 4);
        Assert.Equal("id5", list.Selected?.Id);
        Assert.Equal(0, opened);
        screen.Wheel(5, 4, 1);
        Assert.Equal("id5", list.Selected?.Id);
        Assert.StartsWith("  chain number 4", screen.Row(0), StringComparison.Ordinal);
        screen.Wait(1_000);
        screen.Click(5, 3);
        screen.Click(5, 3);
        Assert.Equal(1, opened);
    }

    [Fact]
    public void Enter_opens_and_an_empty_list_opens_nothing()
    {
        var (screen, list) = Show(0);
        using var closing = screen;
        int opened = 0;
        list.Opened += () => opened++;

        screen.Press("Enter");
        Assert.Equal(0, opened);
        Assert.Contains("Nothing here", screen.Row(0), StringComparison.Ordinal);
        list.Items = Items(1);
        screen.Press("Enter");
        Assert.Equal(1, opened);
    }

    [Fact]
    public void Control_characters_of_a_row_never_reach_the_terminal()
    {
        using var screen = new WidgetScreen(
            kit => new ListView(kit) { Items = [new ListItem("x", "a\u001b[2Jb\u0007c", "\u009b31m")] }, 60, 15);

        Assert.StartsWith("▶ a", screen.Row(0), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', screen.Text);
    }
}
