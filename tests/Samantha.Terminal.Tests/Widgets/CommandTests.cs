using Samantha.Terminal.App;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Commands;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Panes;

namespace Samantha.Terminal.Tests.Widgets;

public class CommandTests
{
    private static (WidgetScreen Screen, List<string> Ran) Show(int width = 80, int height = 24, WidgetTexts? texts = null)
    {
        var ran = new List<string>();
        StatusLine status = null!;
        var screen = new WidgetScreen(
            kit => new SplitPane(
                kit,
                SplitDirection.Rows,
                new SplitPart(new ListView(kit) { Items = [new ListItem("a", "one"), new ListItem("b", "two")] }, Length.Star()),
                new SplitPart(status = new StatusLine(kit), Length.Fixed(1))),
            width,
            height,
            texts: texts);
        screen.Root.ProgramKeys = new KeyMap(
            "program",
            [
                KeyAction.Of("session.stop", "Stop the session", "Ctrl+C") with { Label = "stop" },
                KeyAction.Of("session.skip", "Skip this response", "s") with { Label = "skip" },
            ]);
        screen.Root.RunProgramAction = id =>
        {
            ran.Add(id);
            return true;
        };
        status.Source = () => screen.Root.Hints();
        status.Text = "ready";
        screen.Draw();
        return (screen, ran);
    }

    [Theory]
    [InlineData("ss", "Stop the session", "Skip this response")]
    [InlineData("skip", "Skip this response", "Stop the session")]
    [InlineData("loop", "Open loop", "A long other option printed")]
    public void Letters_at_word_starts_and_in_a_row_win(string query, string better, string worse)
    {
        int good = FuzzyMatcher.Match(query, better)!.Score;
        int bad = FuzzyMatcher.Match(query, worse)?.Score ?? int.MinValue;

        Assert.True(good > bad, $"{good} {bad}");
    }

    [Fact]
    public void Matched_letters_are_reported_in_order()
    {
        var match = FuzzyMatcher.Match("sts", "Stop the session");

        Assert.Equal([0, 5, 9], match!.Positions.ToArray());
        Assert.Null(FuzzyMatcher.Match("xyz", "Stop the session"));
        Assert.Empty(FuzzyMatcher.Match(" ", "anything")!.Positions);
    }

    [Fact]
    public void The_palette_lists_actions_with_their_keys_and_runs_the_chosen_one()
    {
        var (screen, ran) = Show();
        using var closing = screen;

        screen.Press("Ctrl+P");
        Assert.Contains("Show only rows that contain a text", screen.Text, StringComparison.Ordinal);
        screen.Type("stse");
        string row = screen.Text.Split('\n').First(line => line.Contains("Stop the session", StringComparison.Ordinal));
        Assert.Contains("Ctrl+C", row, StringComparison.Ordinal);
        screen.Press("Enter");

        Assert.Equal(["session.stop"], ran);
        Assert.Empty(screen.Kit.Popups.Open);
    }

    [Fact]
    public void The_palette_runs_actions_of_the_focused_pane()
    {
        var (screen, _) = Show();
        using var closing = screen;
        var list = (ListView)screen.Root.Focused!;

        screen.Press(":");
        screen.Type("last row");
        screen.Press("Enter");

        Assert.Equal("b", list.Selected?.Id);
    }

    [Fact]
    public void Help_is_made_from_the_key_tables_of_the_focused_pane()
    {
        var (screen, _) = Show(80, 50);
        using var closing = screen;

        screen.Press("?");

        Assert.Contains("List", screen.Text, StringComparison.Ordinal);
        Assert.Matches(@"Up, k\s+One row up", screen.Text);
        Assert.Matches(@"Ctrl\+C\s+Stop the session", screen.Text);
        Assert.Matches(@"Ctrl\+P, :\s+Search all commands", screen.Text);
        screen.Press("Escape");
        Assert.Empty(screen.Kit.Popups.Open);
    }

    [Fact]
    public void The_status_line_shows_the_keys_of_now_and_they_can_be_clicked()
    {
        var (screen, ran) = Show();
        using var closing = screen;

        Assert.Equal("Down move  Enter open  / filter  Ctrl+C stop  s skip  Ctrl+P commands", screen.Row(23)[..^7].TrimEnd());
        Assert.EndsWith("ready", screen.Row(23), StringComparison.Ordinal);
        screen.Click(screen.Row(23).IndexOf("skip", StringComparison.Ordinal), 23);
        Assert.Equal(["session.skip"], ran);
        screen.Click(screen.Row(23).IndexOf("commands", StringComparison.Ordinal), 23);
        Assert.IsType<CommandPalette>(screen.Kit.Popups.Top);
    }

    [Fact]
    public void Hints_that_do_not_fit_are_left_out_whole()
    {
        var (screen, _) = Show(60, 15);
        using var closing = screen;

        Assert.Matches("^Down move  Enter open  / filter  Ctrl\\+C stop  s skip +ready$", screen.Row(14));
    }

    [Fact]
    public void What_goes_on_has_a_spinner_and_its_time()
    {
        StatusLine status = null!;
        using var screen = new WidgetScreen(kit => status = new StatusLine(kit), 60, 15);

        status.Begin("loading mini");
        screen.Draw();
        Assert.EndsWith("⠋ loading mini 0:00", screen.Row(0), StringComparison.Ordinal);
        screen.Wait(65_100);
        Assert.EndsWith("loading mini 1:05", screen.Row(0), StringComparison.Ordinal);
        Assert.DoesNotContain("⠋", screen.Row(0), StringComparison.Ordinal);
        status.End();
        screen.Draw();
        Assert.Equal("", screen.Row(0));
    }

    [Theory]
    [InlineData(7, "0:07")]
    [InlineData(765, "12:45")]
    [InlineData(10_929, "3:02:09")]
    public void Elapsed_time_reads_like_a_clock(int seconds, string expected) =>
        Assert.Equal(expected, StatusLine.Elapsed(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Keys_can_be_given_anew_and_a_clash_is_refused_by_name()
    {
        var own = new Dictionary<string, IReadOnlyList<string>> { ["edit.undo"] = ["Ctrl+B"] };
        var kit = new WidgetKit(keysByActionId: own);
        Assert.Equal("Ctrl+B", WidgetKeys.KeyOf(kit.Keys.Edit, "edit.undo"));

        own["edit.undo"] = ["Ctrl+Y"];
        string message = Assert.Throws<KeyMapException>(() => new WidgetKit(keysByActionId: own)).Message;
        Assert.Contains("edit.undo", message, StringComparison.Ordinal);
        Assert.Contains("edit.redo", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_has_a_text_and_every_text_can_come_from_a_resource()
    {
        var kit = new WidgetKit();
        Assert.All(
            kit.Keys.All.SelectMany(map => map.Actions),
            action => Assert.True(WidgetTexts.English.Actions.ContainsKey(action.Id) && action.Help != action.Id, action.Id));
        Assert.Equal(
            WidgetTexts.English.Actions.Keys.Order(),
            kit.Keys.All.SelectMany(map => map.Actions.Select(action => action.Id)).Distinct().Order());
        Assert.All(kit.Keys.All, map => Assert.True(WidgetTexts.English.Scopes.ContainsKey(map.Scope), map.Scope));

        var asked = new HashSet<string>();
        var texts = WidgetTexts.From(name =>
        {
            asked.Add(name);
            return "«" + name + "»";
        });
        Assert.Equal("«FilterPrompt»", texts.FilterPrompt);
        Assert.Equal("«action.list.up»", texts.Actions["list.up"].Help);
        Assert.Equal("«scope.edit»", texts.Scopes["edit"]);
        Assert.Empty(WidgetTexts.Names.Except(asked));
        Assert.Equal("Filter: ", WidgetTexts.From(_ => null).FilterPrompt);
    }

    [Fact]
    public void Letters_are_text_inside_an_editor_and_commands_outside()
    {
        TextArea area = null!;
        using var screen = new WidgetScreen(kit => area = new TextArea(kit), 60, 15);

        screen.Type(":?q/1+");
        Assert.Equal(":?q/1+", area.Text);
        Assert.Empty(screen.Kit.Popups.Open);
        screen.Press("F1");
        Assert.IsType<HelpOverlay>(screen.Kit.Popups.Top);
    }
}
