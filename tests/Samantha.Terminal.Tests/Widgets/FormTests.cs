using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;

namespace Samantha.Terminal.Tests.Widgets;

public class FormTests
{
    private sealed record Fields(
        TextField Name, NumberField Temperature, NumberField Seed, SwitchField Feedback, ChoiceField Model);

    private static (WidgetScreen Screen, FormView Form, Fields Fields) Show()
    {
        FormView form = null!;
        Fields fields = null!;
        var screen = new WidgetScreen(
            kit =>
            {
                fields = new Fields(
                    new TextField(kit, "Name", "Refine") { Explanation = "How the chain is called" },
                    new NumberField(kit, "Temperature", 0.8, 0, 2, 0.1) { Explanation = "0 to 2; higher is more surprising" },
                    new NumberField(kit, "Seed", 42, 0, 1_000, whole: true),
                    new SwitchField(kit, "Feedback loop"),
                    new ChoiceField(kit, "Model", [new ListItem("m", "mini"), new ListItem("l", "large", "4 GB")]));
                return form = new FormView(kit, fields.Name, fields.Temperature, fields.Seed, fields.Feedback, fields.Model);
            },
            60,
            15);
        return (screen, form, fields);
    }

    [Fact]
    public void Fields_stand_below_each_other_and_the_focused_one_is_explained()
    {
        var (screen, _, _) = Show();
        using var closing = screen;

        Assert.Equal("▶ Name          Refine", screen.Row(0));
        Assert.Equal("  Temperature   0.8", screen.Row(1));
        Assert.Equal("  Feedback loop [ ] off", screen.Row(3));
        Assert.Equal("  Model         ← mini →", screen.Row(4));
        Assert.Equal("How the chain is called", screen.Row(14));
        screen.Press("Down");
        Assert.Equal("0 to 2; higher is more surprising", screen.Row(14));
    }

    [Fact]
    public void Text_is_edited_at_the_cursor()
    {
        var (screen, _, fields) = Show();
        using var closing = screen;
        int changes = 0;
        fields.Name.Changed += () => changes++;

        screen.Press("Home", "Delete");
        screen.Type("r");
        screen.Press("Ctrl+Right");
        screen.Type("ment q");

        Assert.Equal("refinement q", fields.Name.Text);
        Assert.Equal(8, changes);
        Assert.Equal((16 + 12, 0), screen.Terminal.Cursor);
    }

    [Fact]
    public void A_number_out_of_range_stays_visible_with_what_is_allowed()
    {
        var (screen, form, fields) = Show();
        using var closing = screen;

        screen.Press("Tab", "Ctrl+U");
        screen.Type("2,5");
        Assert.Equal("! allowed: 0 to 2", screen.Row(2).Trim());
        Assert.False(form.IsValid);
        Assert.Null(fields.Temperature.Value);
        screen.Press("Backspace", "Backspace");
        screen.Type("x");
        Assert.Equal("! not a number", screen.Row(2).Trim());
        screen.Press("Backspace");
        Assert.Equal(2, fields.Temperature.Value);
        Assert.True(form.IsValid);
        screen.Press("Down", "Ctrl+U");
        screen.Type("1.5");
        Assert.Equal("! not a whole number", screen.Row(3).Trim());
    }

    [Fact]
    public void Steps_of_a_tenth_stay_exact_and_inside_the_range()
    {
        var (screen, _, fields) = Show();
        using var closing = screen;

        screen.Press("Tab");
        for (int step = 0; step < 3; step++)
        {
            screen.Press("Ctrl+Up");
        }

        Assert.Equal("1.1", fields.Temperature.Text);
        for (int step = 0; step < 30; step++)
        {
            screen.Press("Ctrl+Down");
        }

        Assert.Equal("0", fields.Temperature.Text);
    }

    [Fact]
    public void A_switch_turns_by_space_arrows_and_click()
    {
        var (screen, _, fields) = Show();
        using var closing = screen;

        screen.Press("Tab", "Tab", "Tab", "Space");
        Assert.True(fields.Feedback.Value);
        Assert.Contains("[✓] on", screen.Row(3), StringComparison.Ordinal);
        screen.Press("Left");
        Assert.False(fields.Feedback.Value);
        screen.Click(18, 3);
        Assert.True(fields.Feedback.Value);
    }

    [Fact]
    public void A_choice_goes_on_with_arrows_and_opens_with_enter()
    {
        var (screen, _, fields) = Show();
        using var closing = screen;

        screen.Press("Shift+Tab", "Right");
        Assert.Equal("l", fields.Model.SelectedId);
        screen.Press("Enter");
        Assert.Contains("╔═ Model ═", screen.Text, StringComparison.Ordinal);
        screen.Press("k", "Enter");
        Assert.Equal("m", fields.Model.SelectedId);
        Assert.Same(fields.Model, screen.Root.Focused);
        screen.Press("Enter", "Escape");
        Assert.Equal("m", fields.Model.SelectedId);
    }

    [Fact]
    public void A_long_form_scrolls_to_the_focused_field()
    {
        using var screen = new WidgetScreen(
            kit => new FormView(kit, [.. Enumerable.Range(1, 40).Select(n => (FormField)new SwitchField(kit, $"Switch {n}"))]),
            60,
            15);

        for (int step = 0; step < 30; step++)
        {
            screen.Press("Down");
        }

        Assert.Contains("▶ Switch 31", screen.Text, StringComparison.Ordinal);
        screen.Press("Tab");
        Assert.Contains("▶ Switch 32", screen.Text, StringComparison.Ordinal);
    }
}
