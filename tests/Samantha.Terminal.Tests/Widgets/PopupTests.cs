using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;

namespace Samantha.Terminal.Tests.Widgets;

public class PopupTests
{
    private static WidgetScreen Show() =>
        new(kit => new ListView(kit) { Items = [new ListItem("a", "below the popup"), new ListItem("b", "second")] }, 60, 15);

    [Fact]
    public void A_question_names_its_object_and_enter_means_no()
    {
        using var screen = Show();
        bool done = false;

        const string Question = "Delete the session \"Refine 3\"?\nIts files go too.";
        Dialog.Confirm(screen.Kit, "Delete session", Question, () => done = true).Open();
        screen.Draw();
        Assert.Contains("Delete the session \"Refine 3\"?", screen.Text, StringComparison.Ordinal);
        Assert.Contains("[ No ]    Yes", screen.Text, StringComparison.Ordinal);
        screen.Press("Enter");

        Assert.False(done);
        Assert.Empty(screen.Kit.Popups.Open);
    }

    [Theory]
    [InlineData("Tab", "Enter")]
    [InlineData("Right", "Enter")]
    [InlineData("y")]
    public void Yes_takes_a_key_more(params string[] keys)
    {
        using var screen = Show();
        bool done = false;

        Dialog.Confirm(screen.Kit, "Stop", "Stop \"Refine 3\" now?", () => done = true).Open();
        screen.Press(keys);

        Assert.True(done);
    }

    [Fact]
    public void Escape_closes_the_newest_popup_only_and_gives_the_focus_back()
    {
        using var screen = Show();
        var before = screen.Root.Focused;

        Dialog.Message(screen.Kit, "One", "first").Open();
        Dialog.Message(screen.Kit, "Two", "second").Open();
        screen.Draw();
        Assert.NotSame(before, screen.Root.Focused);
        screen.Press("Escape");
        Assert.Single(screen.Kit.Popups.Open);
        screen.Press("Escape");
        Assert.Empty(screen.Kit.Popups.Open);
        Assert.Same(before, screen.Root.Focused);
        Assert.True(before!.HasFocus);
    }

    [Fact]
    public void What_lies_below_a_popup_gets_no_keys_and_no_clicks()
    {
        using var screen = Show();
        var list = (ListView)screen.Root.Focused!;

        Dialog.Message(screen.Kit, "Message", "read me").Open();
        screen.Press("j", "Down");
        screen.Click(1, 1);

        Assert.Equal("a", list.Selected?.Id);
        Assert.Single(screen.Kit.Popups.Open);
    }

    [Fact]
    public void Answers_can_be_clicked()
    {
        using var screen = Show();
        bool done = false;
        Dialog.Confirm(screen.Kit, "Stop", "Stop \"Refine 3\" now?", () => done = true).Open();
        screen.Draw();
        int y = Enumerable.Range(0, 15).First(row => screen.Row(row).Contains("[ No ]", StringComparison.Ordinal));

        screen.Click(screen.Row(y).IndexOf("Yes", StringComparison.Ordinal), y);

        Assert.True(done);
    }

    [Fact]
    public void A_long_message_is_scrolled_inside_the_screen()
    {
        using var screen = Show();

        Dialog.Message(screen.Kit, "Long", string.Join('\n', Enumerable.Range(1, 60).Select(n => $"row {n}"))).Open();
        screen.Draw();
        Assert.Contains("row 1 ", screen.Text, StringComparison.Ordinal);
        Assert.Contains("[ Close ]", screen.Text, StringComparison.Ordinal);
        for (int page = 0; page < 10; page++)
        {
            screen.Press("PageDown");
        }

        Assert.Contains("row 60", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_is_taken_from_a_list()
    {
        using var screen = Show();
        string? taken = null;

        new ChoiceDialog(
            screen.Kit,
            "Model",
            [new ListItem("1", "mini"), new ListItem("2", "large")],
            "2",
            choice => taken = choice.Id).Open();
        screen.Draw();
        Assert.Contains("▶ large", screen.Text, StringComparison.Ordinal);
        screen.Press("k", "Enter");

        Assert.Equal("1", taken);
        Assert.Empty(screen.Kit.Popups.Open);
    }

    [Fact]
    public void An_asked_text_is_checked_before_it_is_taken()
    {
        using var screen = Show();
        string? taken = null;
        new InputDialog(
            screen.Kit,
            "Name",
            "Name of the chain",
            "",
            text => taken = text,
            text => text.Length == 0 ? "a name is needed" : null).Open();

        screen.Press("Enter");
        Assert.Contains("! a name is needed", screen.Text, StringComparison.Ordinal);
        screen.Type("q: love?");
        screen.Press("Enter");

        Assert.Equal("q: love?", taken);
    }

    [Fact]
    public void A_form_in_a_popup_keeps_tab_and_letters_to_itself()
    {
        using var screen = Show();
        var first = new TextField(screen.Kit, "First");
        var second = new TextField(screen.Kit, "Second");
        new ContentPopup(screen.Kit, "Form", new FormView(screen.Kit, first, second), 50, 6).Open();
        screen.Draw();

        screen.Type("quick");
        screen.Press("Tab");
        screen.Type("hjkl");

        Assert.Equal("quick", first.Text);
        Assert.Equal("hjkl", second.Text);
        screen.Press("Escape");
        Assert.Empty(screen.Kit.Popups.Open);
    }

    [Fact]
    public void Popups_on_popups_have_an_end()
    {
        using var screen = Show();
        for (int n = 0; n < 100; n++)
        {
            Dialog.Message(screen.Kit, "Again", $"{n}").Open();
        }

        Assert.Equal(PopupStack.MaxOpen, screen.Kit.Popups.Open.Count);
        screen.Draw();
    }
}
