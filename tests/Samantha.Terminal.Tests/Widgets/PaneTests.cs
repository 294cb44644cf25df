using Samantha.Terminal.App;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Tests.Widgets;

public class PaneTests
{
    private sealed record Parts(ListView Left, TextArea Middle, ListView Right, SplitPane Split);

    private static (WidgetScreen Screen, Parts Parts) Show(int width = 120, int height = 24)
    {
        Parts parts = null!;
        var screen = new WidgetScreen(
            kit =>
            {
                var left = new ListView(kit) { Items = [new ListItem("a", "left row")] };
                var middle = new TextArea(kit, "middle text");
                var right = new ListView(kit) { Items = [new ListItem("b", "right row")] };
                var split = new SplitPane(
                    kit,
                    SplitDirection.Columns,
                    new SplitPart(new Pane(kit, "Left", left, 1), Length.Fixed(30)),
                    new SplitPart(new Pane(kit, "Middle", middle, 2), Length.Star(), LeastCells: 30),
                    new SplitPart(new Pane(kit, "Right", right, 3), Length.Fixed(30), DropOrder: 1))
                {
                    StackBelowCells = 70,
                };
                parts = new Parts(left, middle, right, split);
                return split;
            },
            width,
            height);
        return (screen, parts);
    }

    [Fact]
    public void Tab_goes_round_and_the_focused_pane_has_a_strong_border()
    {
        var (screen, parts) = Show();
        using var closing = screen;

        Assert.Same(parts.Left, screen.Root.Focused);
        Assert.StartsWith("╔═ 1 Left ═", screen.Row(0), StringComparison.Ordinal);
        Assert.Contains("╭─ 2 Middle ─", screen.Row(0), StringComparison.Ordinal);
        screen.Press("Tab");
        Assert.Same(parts.Middle, screen.Root.Focused);
        Assert.Contains("╔═ 2 Middle ═", screen.Row(0), StringComparison.Ordinal);
        screen.Press("Tab", "Tab");
        Assert.Same(parts.Left, screen.Root.Focused);
        screen.Press("Shift+Tab");
        Assert.Same(parts.Right, screen.Root.Focused);
    }

    [Fact]
    public void Numbers_jump_to_panes_and_alt_numbers_do_so_from_an_editor()
    {
        var (screen, parts) = Show();
        using var closing = screen;

        screen.Press("2");
        Assert.Same(parts.Middle, screen.Root.Focused);
        screen.Press("3", "Alt+3");
        Assert.Same(parts.Right, screen.Root.Focused);
        Assert.Equal("3middle text", parts.Middle.Text);
    }

    [Fact]
    public void A_click_focuses_the_pane_and_the_wheel_scrolls_the_one_below_it()
    {
        var (screen, parts) = Show();
        using var closing = screen;
        parts.Left.Items = [.. Enumerable.Range(0, 99).Select(n => new ListItem($"{n}", $"row {n}"))];

        screen.Click(100, 3);
        Assert.Same(parts.Right, screen.Root.Focused);
        screen.Wheel(5, 5, 1);
        Assert.Same(parts.Right, screen.Root.Focused);
        Assert.Contains("row 3", screen.Row(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_screen_drops_panes_in_order_then_stacks_them_then_says_what_it_needs()
    {
        var (screen, _) = Show();
        using var closing = screen;

        screen.Resize(80, 24);
        Assert.DoesNotContain("Right", screen.Text, StringComparison.Ordinal);
        Assert.Contains("2 Middle", screen.Row(0), StringComparison.Ordinal);
        screen.Resize(60, 24);
        Assert.Contains("1 Left", screen.Row(0), StringComparison.Ordinal);
        Assert.DoesNotContain("Middle", screen.Row(0), StringComparison.Ordinal);
        Assert.Contains("2 Middle", screen.Text, StringComparison.Ordinal);
        screen.Resize(50, 10);
        Assert.Equal("Too small: needs 60x15", screen.Text.TrimEnd());
        screen.Resize(120, 24);
        Assert.Contains("3 Right", screen.Row(0), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_screen_that_is_too_small_only_the_program_gets_keys()
    {
        var (screen, parts) = Show();
        using var closing = screen;
        bool quit = false;
        screen.Root.ProgramKeys = new KeyMap("program", [KeyAction.Of("quit", "Quit", "Ctrl+Q")]);
        screen.Root.RunProgramAction = _ => quit = true;
        screen.Press("2");
        screen.Resize(30, 5);

        screen.Type("unseen");
        screen.Press("Ctrl+Q");

        Assert.Equal("middle text", parts.Middle.Text);
        Assert.True(quit);
    }

    [Fact]
    public void The_focus_leaves_a_pane_that_is_dropped()
    {
        var (screen, parts) = Show();
        using var closing = screen;
        screen.Press("3");

        screen.Resize(80, 24);
        screen.Press("Escape");

        Assert.Same(parts.Left, screen.Root.Focused);
        Assert.False(parts.Right.HasFocus);
    }

    [Fact]
    public void Plus_gives_the_focused_pane_the_whole_screen_and_takes_it_back()
    {
        var (screen, parts) = Show();
        using var closing = screen;

        screen.Press("3", "+");
        Assert.StartsWith("╔═ 3 Right ═", screen.Row(0), StringComparison.Ordinal);
        Assert.Equal(118, parts.Right.Bounds.Width);
        screen.Press("+");
        Assert.StartsWith("╭─ 1 Left ─", screen.Row(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_button_is_pressed_by_enter_space_and_click_and_a_text_block_wraps()
    {
        int pressed = 0;
        Button button = null!;
        using var screen = new WidgetScreen(
            kit => new SplitPane(
                kit,
                SplitDirection.Rows,
                new SplitPart(button = new Button(kit, "Start", () => pressed++), Length.Fixed(1)),
                new SplitPart(
                    new TextBlock(kit, StyledLine.Plain(string.Join(' ', Enumerable.Repeat("word", 13)))), Length.Star())),
            60,
            15);

        Assert.Equal("[ Start ]", screen.Row(0));
        Assert.Equal("word", screen.Row(2));
        screen.Press("Enter", "Space");
        screen.Click(3, 0);
        Assert.Equal(3, pressed);
        button.Enabled = false;
        screen.Click(3, 0);
        Assert.Equal(3, pressed);
    }

    [Fact]
    public void Tabs_change_by_arrows_and_click_and_mark_the_active_one_with_brackets()
    {
        TabsView tabs = null!;
        using var screen = new WidgetScreen(
            kit => tabs = new TabsView(
                kit,
                new TabPage("one", "Text", new TextArea(kit, "first page")),
                new TabPage("two", "List", new ListView(kit) { Items = [new ListItem("x", "second page")] })),
            60,
            15);

        Assert.Equal("[Text]  List", screen.Row(0));
        Assert.Equal("first page", screen.Row(1));
        screen.Press("Right");
        Assert.Equal(" Text  [List]", screen.Row(0));
        Assert.Contains("second page", screen.Row(1), StringComparison.Ordinal);
        screen.Click(2, 0);
        Assert.Equal("one", tabs.Active?.Id);
        screen.Press("Tab");
        screen.Type("x");
        Assert.Equal("xfirst page", screen.Row(1));
    }

    [Fact]
    public void Tabs_that_have_no_room_are_behind_arrows_and_the_active_one_is_always_seen_whole()
    {
        string[] titles = ["Prompts", "System prompt", "Previous response", "Models", "Running", "Values", "Code", "Stopping"];
        TabsView tabs = null!;
        using var screen = new WidgetScreen(
            kit => tabs = new TabsView(
                kit, [.. titles.Select(title => new TabPage(title, title, new ListView(kit) { Items = [new ListItem("x", "of " + title)] }))]),
            60,
            15);

        Assert.Equal("[Prompts]System prompt Previous response Models Running    →", screen.Row(0));
        foreach (string title in titles.Skip(1))
        {
            screen.Press("Right");
            Assert.Equal(title, tabs.Active?.Id);
            Assert.Contains($"[{title}]", screen.Row(0), StringComparison.Ordinal);
        }

        Assert.Equal("← Previous response Models Running Values Code[Stopping]", screen.Row(0));
        screen.Click(0, 0);
        Assert.Equal("System prompt", tabs.Active?.Id);
        Assert.Equal(" Prompts[System prompt]Previous response Models Running    →", screen.Row(0));
        screen.Click(59, 0);
        Assert.Equal("← System prompt Previous response Models Running[Values]   →", screen.Row(0));
    }

    [Fact]
    public void A_title_that_is_wider_than_the_row_is_seen_as_far_as_it_goes()
    {
        var places = TabPlaces.Of([8, 40, 8], 1, 20, 1);
        Assert.Equal(new TabPlace(1, 1, 40), Assert.Single(places.Tabs));
        Assert.Equal((0, 2), (places.Before!.Value, places.After!.Value));
        Assert.Empty(TabPlaces.Of([], 0, 20, 1).Tabs);
    }

    [Fact]
    public void A_row_in_which_only_the_cell_of_a_bracket_has_no_room_has_all_tabs_while_that_is_not_drawn()
    {
        Assert.Equal(3, TabPlaces.Of([6, 6, 6], 0, 15, 0).Tabs.Length);
        Assert.Equal((0, null), (TabPlaces.Of([6, 6, 6], 2, 15, 0).Before, TabPlaces.Of([6, 6, 6], 2, 15, 0).After));
    }
}
