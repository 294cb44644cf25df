using Samantha.Terminal.Cells;
using Samantha.Terminal.Tests.Text;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.Cells;

public sealed class CanvasTests
{
    private readonly CellBuffer _buffer = new(10, 4);

    private Canvas Canvas => new(_buffer, Theme.Dark, Glyphs.Unicode);

    [Fact]
    public void Text_is_written_where_asked_and_its_columns_are_given()
    {
        Assert.Equal(6, Canvas.Text(1, 0, "a日本e\u0301", Style.Plain));
        Assert.Equal(" a日本e\u0301   ", Row(0));
        Assert.Equal(new Cell("日", Style.Plain, 2), _buffer[2, 0]);
        Assert.Equal(new Cell("", Style.Plain, 0), _buffer[3, 0]);
    }

    [Fact]
    public void Text_outside_is_cut_and_a_wide_character_in_half_is_a_blank()
    {
        Canvas.Text(7, 0, "x日本", Style.Plain);
        Canvas.Text(-1, 1, "日本", Style.Plain);
        Canvas.Text(0, 2, "abcdef", Style.Plain, maxWidth: 3);
        Canvas.Text(0, 9, "nowhere", Style.Plain);
        Canvas.Text(0, -1, "nowhere", Style.Plain);
        Assert.Equal("       x日", Row(0));
        Assert.Equal(" 本       ", Row(1));
        Assert.Equal("abc       ", Row(2));
        Canvas.Text(8, 3, "x日", Style.Plain);
        Assert.Equal("        x ", Row(3));
    }

    [Fact]
    public void Writing_over_half_of_a_wide_character_blanks_the_other_half()
    {
        Canvas.Text(0, 0, "日本語", Style.Plain);
        Canvas.Text(1, 0, "x", Style.Plain);
        Assert.Equal(" x本語    ", Row(0));
        Canvas.Text(4, 0, "y", Style.Plain);
        Assert.Equal(" x本y     ", Row(0));
        Canvas.Text(1, 0, "日", Style.Plain);
        Assert.Equal(" 日 y     ", Row(0));
    }

    [Fact]
    public void A_window_has_its_own_origin_and_its_own_edges()
    {
        var window = Canvas.Window(new Rect(2, 1, 5, 2)).Window(new Rect(1, 1, 10, 10));
        window.Text(0, 0, "abcdefgh", Style.Plain);
        window.Text(0, 1, "below the parent", Style.Plain);
        Assert.Equal("   abcd   ", Row(2));
        Assert.Equal(new string(' ', 10), Row(3));
        Assert.Equal(10, window.Width);
    }

    [Fact]
    public void A_text_without_a_background_keeps_the_one_that_is_there()
    {
        Canvas.Fill(new Rect(0, 0, 10, 1), Style.Plain.On(Color.Blue));
        Canvas.Text(0, 0, "a", new Style(Color.Red, Color.Default));
        Canvas.Text(1, 0, "b", new Style(Color.Red, Color.Green));
        Assert.Equal(new Style(Color.Red, Color.Blue), _buffer[0, 0].Style);
        Assert.Equal(new Style(Color.Red, Color.Green), _buffer[1, 0].Style);
    }

    [Fact]
    public void Restyling_keeps_both_halves_of_a_wide_character_alike()
    {
        Canvas.Text(0, 0, "日", Style.Plain);
        Canvas.Restyle(new Rect(0, 0, 1, 1), style => style.With(TextAttributes.Bold));
        Canvas.Restyle(new Rect(1, 0, 1, 1), style => style.With(TextAttributes.Dim));
        Assert.Equal(_buffer[0, 0].Style, _buffer[1, 0].Style);
        Assert.Equal(TextAttributes.Bold, _buffer[0, 0].Style.Attributes);
    }

    [Fact]
    public void A_box_has_a_title_that_is_cut_to_fit()
    {
        Canvas.Box(new Rect(0, 0, 10, 3), Style.Plain, title: "long title");
        Assert.Equal("╭─ lon… ─╮", Row(0));
        Assert.Equal("│        │", Row(1));
        Assert.Equal("╰────────╯", Row(2));
        new Canvas(_buffer, Theme.Dark, Glyphs.Ascii).Box(new Rect(0, 0, 10, 3), Style.Plain, strong: true);
        Assert.Equal("#========#", Row(0));
    }

    [Fact]
    public void Control_characters_are_seen_and_tabs_are_blanks()
    {
        Canvas.Text(0, 0, "\e[2J\r\n\a", Style.Plain);
        Canvas.Text(0, 1, "\u009B\u202E\x7f\tx", Style.Plain);
        Assert.Equal("␛[2J␍␊␇   ", Row(0));
        Assert.Equal("␦␦␡    x  ", Row(1));
    }

    [Fact]
    public void A_combining_mark_alone_stands_on_a_dotted_circle_and_never_on_a_neighbour()
    {
        Canvas.Text(0, 0, "a", Style.Plain);
        Canvas.Text(1, 0, "\u0301", Style.Plain);
        Assert.Equal("◌\u0301", _buffer[1, 0].Text);
    }

    [Fact]
    public void A_cell_never_holds_more_than_a_handful_of_marks()
    {
        Canvas.Text(0, 0, "a" + new string('\u0301', 10_000), Style.Plain);
        Assert.InRange(_buffer[0, 0].Text.Length, 2, 48);
    }

    [Fact]
    public void The_cursor_is_hidden_outside_the_window()
    {
        var window = Canvas.Window(new Rect(2, 1, 3, 2));
        window.PlaceCursor(1, 1);
        Assert.Equal((3, 2), _buffer.Cursor);
        window.PlaceCursor(3, 0);
        Assert.Null(_buffer.Cursor);
    }

    [Fact]
    public void After_any_drawing_every_wide_character_has_both_halves()
    {
        var random = new Random(6);
        for (var n = 0; n < 5_000; n++)
        {
            RandomDrawing.Draw(Canvas, random);
            for (var i = 0; i < 40; i++)
            {
                var (x, y) = (i % 10, i / 10);
                var cell = _buffer[x, y];
                Assert.True(cell.Width != 0 || (x > 0 && _buffer[x - 1, y].Width == 2));
                Assert.True(cell.Width != 2 || (_buffer[x + 1, y].Width == 0 && _buffer[x + 1, y].Style == cell.Style));
            }
        }
    }

    private string Row(int y) => string.Concat(Enumerable.Range(0, 10).Select(x => _buffer[x, y].Text));
}
