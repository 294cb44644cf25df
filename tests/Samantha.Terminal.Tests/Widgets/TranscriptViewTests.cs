using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Tests.Widgets;

public class TranscriptViewTests
{
    private static (WidgetScreen Screen, TranscriptView View) Show(int lines)
    {
        TranscriptView view = null!;
        var screen = new WidgetScreen(kit => view = new TranscriptView(kit), 60, 15);
        for (int n = 1; n <= lines; n++)
        {
            view.Log.AppendLine($"line {n}");
        }

        screen.Draw();
        return (screen, view);
    }

    [Fact]
    public void It_follows_the_end_until_somebody_scrolls_and_counts_what_comes_meanwhile()
    {
        var (screen, view) = Show(40);
        using var closing = screen;

        Assert.StartsWith("line 40", screen.Row(14), StringComparison.Ordinal);
        screen.Press("Up");
        Assert.StartsWith("line 39", screen.Row(14), StringComparison.Ordinal);
        view.Log.AppendLine("new");
        screen.Draw();
        Assert.StartsWith("line 39", screen.Row(14), StringComparison.Ordinal);
        Assert.Contains("↓ 1 new line ", screen.Row(14), StringComparison.Ordinal);
        view.Log.AppendLine("newer");
        screen.Draw();
        Assert.Contains("2 new lines", screen.Row(14), StringComparison.Ordinal);
        screen.Press("End");
        Assert.StartsWith("newer", screen.Row(14), StringComparison.Ordinal);
        Assert.True(view.Follows);
    }

    [Fact]
    public void Scrolling_down_to_the_end_follows_again()
    {
        var (screen, view) = Show(40);
        using var closing = screen;

        screen.Press("PageUp");
        Assert.False(view.Follows);
        screen.Press("PageDown");

        Assert.True(view.Follows);
    }

    [Fact]
    public void A_click_on_the_badge_goes_to_the_end()
    {
        var (screen, view) = Show(40);
        using var closing = screen;
        screen.Press("g");
        view.Log.AppendLine("new");
        screen.Draw();
        Assert.StartsWith("line 1", screen.Row(0), StringComparison.Ordinal);

        screen.Click(screen.Row(14).IndexOf("new line", StringComparison.Ordinal), 14);

        Assert.True(view.Follows);
    }

    [Fact]
    public void Lines_that_are_forgotten_move_a_view_that_stands_on_them()
    {
        TranscriptView view = null!;
        using var screen = new WidgetScreen(kit => view = new TranscriptView(kit, new TranscriptLog(20)), 60, 15);
        for (int n = 1; n <= 20; n++)
        {
            view.Log.AppendLine($"line {n}");
        }

        screen.Press("g");
        for (int n = 21; n <= 200; n++)
        {
            view.Log.AppendLine($"line {n}");
        }

        screen.Draw();
        Assert.StartsWith("line 181", screen.Row(0), StringComparison.Ordinal);
        Assert.Contains("180 older lines are no longer shown", screen.Row(0), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_goes_to_the_nearest_place_above_and_then_on_with_n_and_N()
    {
        var (screen, _) = Show(40);
        using var closing = screen;

        screen.Press("/");
        screen.Type("LINE 1");
        screen.Press("Enter");
        Assert.Equal(Theme.Dark[ThemeRole.SearchCurrent].Background, BackgroundOf(screen, "line 19"));
        screen.Press("N");
        Assert.Equal(Theme.Dark[ThemeRole.SearchCurrent].Background, BackgroundOf(screen, "line 18"));
        screen.Press("n");
        Assert.Equal(Theme.Dark[ThemeRole.SearchCurrent].Background, BackgroundOf(screen, "line 19"));
        Assert.Equal(Theme.Dark[ThemeRole.SearchMatch].Background, BackgroundOf(screen, "line 18"));
        screen.Press("Escape");
        Assert.NotEqual(Theme.Dark[ThemeRole.SearchMatch].Background, BackgroundOf(screen, "line 18"));
    }

    [Fact]
    public void A_search_that_finds_nothing_says_so()
    {
        var (screen, _) = Show(3);
        using var closing = screen;

        screen.Press("/");
        screen.Type("zebra");
        screen.Press("Enter");

        Assert.Equal("Not found: zebra", screen.Row(14));
    }

    [Fact]
    public void Whole_lines_are_selected_by_keys_and_copied()
    {
        var (screen, view) = Show(40);
        using var closing = screen;

        screen.Press("v", "k", "k", "y");

        Assert.Equal(["line 38\nline 39\nline 40"], screen.Copied);
        Assert.False(view.HasSelection);
    }

    [Fact]
    public void The_mouse_selects_any_characters()
    {
        var (screen, view) = Show(3);
        using var closing = screen;

        screen.Send("\u001b[<0;3;1M\u001b[<32;5;2M\u001b[<0;5;2m");
        Assert.Equal("ne 1\nline", view.SelectedText);
        screen.Press("Ctrl+C");

        Assert.Equal(["ne 1\nline"], screen.Copied);
    }

    [Fact]
    public void A_streamed_line_is_wrapped_and_stays_at_the_end()
    {
        var (screen, view) = Show(0);
        using var closing = screen;

        for (int n = 0; n < 200; n++)
        {
            view.Log.Append($"token{n} ");
            screen.Draw();
        }

        Assert.EndsWith("token199", screen.Row(14), StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 15), y => Assert.True(screen.Row(y).Length <= 60));
    }

    [Fact]
    public void Escape_sequences_in_the_text_are_shown_and_not_obeyed()
    {
        var (screen, view) = Show(0);
        using var closing = screen;

        view.Log.Append("red\u001b[31m\u001b]52;c;AAAA\u0007 \u009b2J end");
        screen.Draw();

        Assert.Contains("end", screen.Row(0), StringComparison.Ordinal);
        Assert.Equal("", screen.Terminal.Clipboard);
    }

    private static Color BackgroundOf(WidgetScreen screen, string line)
    {
        int y = Enumerable.Range(0, 15).First(row => screen.Row(row).TrimEnd('│', '█', ' ') == line);
        return screen.Terminal.CellAt(0, y).Style.Background;
    }
}
