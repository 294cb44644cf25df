using System.Diagnostics;
using Samantha.Terminal.App;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;

namespace Samantha.Terminal.Tests.Widgets;

public class TextAreaTests
{
    private static (WidgetScreen Screen, TextArea Area) Show(
        string text = "", Action<string, Action<string?>>? editor = null, Action<TextArea>? set = null)
    {
        TextArea area = null!;
        var screen = new WidgetScreen(
            kit =>
            {
                area = new TextArea(kit, text);
                set?.Invoke(area);
                return area;
            },
            60,
            15,
            editor: editor);
        return (screen, area);
    }

    [Fact]
    public void Typed_text_appears_and_the_cursor_stands_behind_it()
    {
        var (screen, area) = Show();
        using var closing = screen;

        screen.Type("Write about 日本 e\u0301!\nSecond?q:/");

        Assert.Equal("Write about 日本 e\u0301!\nSecond?q:/", area.Text);
        Assert.Equal("Write about 日本 e\u0301!", screen.Row(0));
        Assert.Equal((10, 1), screen.Terminal.Cursor);
    }

    [Fact]
    public void Long_lines_wrap_at_words_and_the_cursor_follows()
    {
        var (screen, _) = Show();
        using var closing = screen;

        screen.Type(string.Join(' ', Enumerable.Repeat("word", 14)) + "x");

        Assert.Equal("wordx", screen.Row(1).Split(' ')[^1]);
        Assert.Equal(1, screen.Terminal.Cursor!.Value.Y);
        screen.Press("Home", "Up", "End");
        Assert.Equal(0, screen.Terminal.Cursor!.Value.Y);
    }

    [Fact]
    public void Shift_and_arrows_select_copy_and_cut_and_paste_work()
    {
        var (screen, area) = Show("one two");
        using var closing = screen;

        screen.Press("Shift+Right", "Shift+Right", "Shift+Right", "Ctrl+C");
        Assert.Equal(["one"], screen.Copied);
        Assert.Equal(["Copied 3 characters"], screen.Notices);
        Assert.Equal(Theme.Dark[ThemeRole.Selection].Background, screen.Terminal.CellAt(1, 0).Style.Background);
        screen.Press("Ctrl+X", "End", "Ctrl+V");
        Assert.Equal(" twoone", area.Text);
        screen.Press("Ctrl+Z", "Ctrl+Z");
        Assert.Equal("one two", area.Text);
    }

    [Fact]
    public void Ctrl_c_without_a_selection_is_left_to_the_program()
    {
        var (screen, _) = Show("text");
        using var closing = screen;
        bool stopped = false;
        screen.Root.ProgramKeys = new KeyMap("program", [KeyAction.Of("stop", "Stop", "Ctrl+C")]);
        screen.Root.RunProgramAction = _ => stopped = true;

        screen.Press("Ctrl+C");

        Assert.True(stopped);
    }

    [Fact]
    public void The_mouse_places_the_cursor_drags_a_selection_and_doubles_on_a_word()
    {
        var (screen, area) = Show("alpha beta\ngamma");
        using var closing = screen;

        screen.Click(6, 0);
        Assert.Equal(new TextPosition(0, 6), area.State.Caret);
        screen.Send("\u001b[<0;3;1M\u001b[<32;4;2M\u001b[<0;4;2m");
        Assert.Equal("pha beta\ngam", area.State.SelectedText);
        screen.Wait(1_000);
        screen.Click(7, 0);
        screen.Click(7, 0);
        Assert.Equal("beta", area.State.SelectedText);
    }

    [Fact]
    public void A_large_paste_asks_first_and_escape_declines()
    {
        var (screen, area) = Show();
        using var closing = screen;
        string text = string.Join('\n', Enumerable.Repeat("a line of text", 1_400));

        screen.Paste(text);
        Assert.True(area.AsksAboutPaste);
        Assert.Contains("Insert 1,400 lines (20,999 chars)? Enter: yes, Esc: no", screen.Row(14), StringComparison.Ordinal);
        screen.Press("Escape");
        Assert.Equal("", area.Text);
        screen.Paste(text);
        screen.Press("x", "Enter");
        Assert.Equal(text, area.Text);
        screen.Press("Ctrl+Z");
        Assert.Equal("", area.Text);
    }

    [Fact]
    public void A_paste_of_100_kilobytes_is_on_the_screen_within_200_ms()
    {
        var (screen, area) = Show();
        using var closing = screen;
        string text = string.Join('\n', Enumerable.Repeat(string.Concat(Enumerable.Repeat("wörd 日本 ", 9)), 1_400));
        Assert.True(text.Length > 90_000);

        // The first round compiles; the best says what the code costs and not what the machine does besides.
        double best = double.MaxValue;
        for (int round = 0; round < 10 && best > 200; round++)
        {
            area.Text = "";
            screen.Paste(text);
            var clock = Stopwatch.StartNew();
            screen.Press("Enter");
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }

        Assert.Equal(text, area.Text);
        Assert.True(best < 200, $"{best:0} ms");
    }

    [Fact]
    public void Pasted_keys_are_text_and_never_run()
    {
        var (screen, area) = Show();
        using var closing = screen;

        screen.Paste(":q?\n/x");

        Assert.Equal(":q?\n/x", area.Text);
        Assert.Empty(screen.Kit.Popups.Open);
    }

    [Fact]
    public void Search_finds_while_typing_and_says_when_there_is_nothing()
    {
        var (screen, area) = Show("one two one");
        using var closing = screen;

        screen.Press("Ctrl+F");
        screen.Type("one");
        Assert.Equal(0, area.State.Selection.Start.Column);
        screen.Press("Enter");
        Assert.Equal(8, area.State.Selection.Start.Column);
        screen.Press("Escape", "F3");
        Assert.Equal(0, area.State.Selection.Start.Column);
        screen.Press("Ctrl+F");
        screen.Type("zz");
        screen.Press("Enter", "Escape");
        Assert.Equal("one two one", area.Text);
    }

    [Fact]
    public void A_persons_own_editor_gets_the_text_and_its_result_is_one_step_of_undo()
    {
        string? given = null;
        var (screen, area) = Show("draft", editor: (text, done) =>
        {
            given = text;
            done("final\r\ntext");
        });
        using var closing = screen;

        screen.Press("Ctrl+E");

        Assert.Equal("draft", given);
        Assert.Equal("final\ntext", area.Text);
        screen.Press("Ctrl+Z");
        Assert.Equal("draft", area.Text);
    }

    [Fact]
    public void Decorations_dim_ranges_and_marks_explain_themselves_below_the_text()
    {
        var (screen, _) = Show("ignored prompt\nused", set: area =>
        {
            area.LineNumbers = true;
            area.Decorations = [new TextDecoration(new TextRange(default, new TextPosition(0, 7)), ThemeRole.Ignored)];
            area.Marks = [new MarginMark(0, "!", "This prompt is ignored")];
        });
        using var closing = screen;

        Assert.Equal("! 1 ignored prompt", screen.Row(0));
        Assert.Equal("  2 used", screen.Row(1));
        Assert.Equal(Theme.Dark[ThemeRole.Ignored].Foreground, screen.Terminal.CellAt(5, 0).Style.Foreground);
        Assert.NotEqual(Theme.Dark[ThemeRole.Ignored].Foreground, screen.Terminal.CellAt(13, 0).Style.Foreground);
        Assert.Equal("This prompt is ignored", screen.Row(14));
        screen.Press("Down");
        Assert.Equal("", screen.Row(14));
    }

    [Fact]
    public void A_text_that_may_not_be_changed_can_be_read_and_copied()
    {
        var (screen, area) = Show("read me", set: area => area.ReadOnly = true);
        using var closing = screen;

        screen.Type("x");
        screen.Press("Backspace", "Enter", "Ctrl+K");
        screen.Paste("y");
        screen.Press("Ctrl+A", "Ctrl+X", "Ctrl+C");

        Assert.Equal("read me", area.Text);
        Assert.Equal(["read me"], screen.Copied);
    }

    [Fact]
    public void Code_keys_indent_and_keep_the_indentation()
    {
        var (screen, area) = Show(set: area => area.CodeKeys = true);
        using var closing = screen;

        screen.Press("Tab");
        screen.Type("x = 1\ny");

        Assert.Equal("    x = 1\n    y", area.Text);
    }

    [Fact]
    public void Scrolling_keeps_the_cursor_in_sight_and_the_wheel_looks_elsewhere()
    {
        var (screen, _) = Show(string.Join('\n', Enumerable.Range(1, 100).Select(n => $"line {n}")));
        using var closing = screen;

        screen.Press("Ctrl+End");
        Assert.StartsWith("line 100", screen.Row(14), StringComparison.Ordinal);
        screen.Wheel(5, 5, -3);
        Assert.StartsWith("line 91 ", screen.Row(14) + " ", StringComparison.Ordinal);
        Assert.Null(screen.Terminal.Cursor);
        screen.Press("Left");
        Assert.StartsWith("line 100", screen.Row(14), StringComparison.Ordinal);
    }
}
