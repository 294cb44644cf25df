using System.Text;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Text;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.Cells;

public sealed class FrameRendererTests
{
    [Fact]
    public void After_any_drawing_the_screen_shows_the_buffer_and_each_frame_is_one_synchronized_write()
    {
        var random = new Random(7);
        for (var run = 0; run < 40; run++)
        {
            var (width, height) = (random.Next(1, 60), random.Next(1, 16));
            using var terminal = new MemoryTerminal(width, height);
            terminal.Enter();
            var buffer = new CellBuffer(width, height);
            var renderer = new FrameRenderer(ColorDepth.TrueColor);
            for (var frame = 0; frame < 40; frame++)
            {
                DrawFrame(buffer, random);
                Show(terminal, renderer, buffer);
                Compare(buffer, terminal, everyCell: true);
                Assert.Equal(buffer.Cursor, terminal.Cursor);
            }

            Assert.Empty(terminal.Violations);
        }
    }

    [Fact]
    public void On_a_terminal_that_does_not_join_emoji_only_the_disputed_cells_may_differ()
    {
        var random = new Random(8);
        for (var run = 0; run < 25; run++)
        {
            using var terminal = new MemoryTerminal(60, 8, joinsClusters: false);
            terminal.Enter();
            var buffer = new CellBuffer(60, 8);
            var renderer = new FrameRenderer(ColorDepth.TrueColor);
            for (var frame = 0; frame < 40; frame++)
            {
                DrawFrame(buffer, random);
                Show(terminal, renderer, buffer);
                Compare(buffer, terminal, everyCell: false);
            }
        }
    }

    [Fact]
    public void A_frame_without_a_change_writes_nothing()
    {
        var buffer = new CellBuffer(20, 3);
        var renderer = new FrameRenderer(ColorDepth.TrueColor);
        Assert.False(renderer.Render(buffer).IsEmpty);
        Assert.True(renderer.Render(buffer).IsEmpty);
        renderer.Invalidate();
        Assert.False(renderer.Render(buffer).IsEmpty);
    }

    [Fact]
    public void One_changed_cell_costs_a_few_bytes_and_no_erasing()
    {
        var buffer = new CellBuffer(200, 60);
        var renderer = new FrameRenderer(ColorDepth.TrueColor);
        var canvas = new Canvas(buffer, Theme.Dark, Glyphs.Unicode);
        renderer.Render(buffer);
        canvas.Text(100, 30, "x", Style.Plain);
        Assert.Equal("\e[?2026h\e[31;101H\e[0mx\e[?2026l", Encoding.UTF8.GetString(renderer.Render(buffer).Span));
        canvas.Text(100, 30, "xyz", Style.Plain);
        canvas.Text(105, 30, "z", Style.Plain);
        Assert.Equal("\e[?2026h\e[31;102H\e[0myz  z\e[?2026l", Encoding.UTF8.GetString(renderer.Render(buffer).Span));
    }

    [Fact]
    public void Without_colours_only_attributes_are_written()
    {
        var buffer = new CellBuffer(20, 1);
        var style = new Style(Color.Red, Color.Rgb(1, 2, 3), TextAttributes.Bold);
        new Canvas(buffer, Theme.Dark, Glyphs.Unicode).Text(0, 0, "a", style);
        var text = Encoding.UTF8.GetString(new FrameRenderer(ColorDepth.None).Render(buffer).Span);
        Assert.Contains("\e[0;1ma", text, StringComparison.Ordinal);
        Assert.DoesNotContain("38;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("31m", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorDepth.Ansi16, "\e[0;91ma")]
    [InlineData(ColorDepth.Palette256, "\e[0;38;5;196ma")]
    [InlineData(ColorDepth.TrueColor, "\e[0;38;2;255;0;1ma")]
    public void Colours_are_written_as_deep_as_the_terminal_shows_them(ColorDepth depth, string expected)
    {
        var buffer = new CellBuffer(3, 1);
        new Canvas(buffer, Theme.Dark, Glyphs.Unicode).Text(0, 0, "a", new Style(Color.Rgb(255, 0, 1), Color.Default));
        var text = Encoding.UTF8.GetString(new FrameRenderer(depth).Render(buffer).Span);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_and_background_never_become_the_same_of_sixteen_colours()
    {
        var random = new Random(9);
        for (var n = 0; n < 5_000; n++)
        {
            var style = RandomDrawing.AnyStyle(random);
            var shown = ColorDowngrade.To(style, ColorDepth.Ansi16);
            var differ = shown.Foreground != shown.Background || style.Foreground == style.Background;
            Assert.True(shown.Foreground.IsDefault || differ);
            Assert.True(shown.Foreground.IsDefault || shown.Foreground.Index < 16);
        }
    }

    [Fact]
    public void A_terminal_without_UTF8_gets_ASCII_only()
    {
        var random = new Random(10);
        var buffer = new CellBuffer(40, 5);
        var renderer = new FrameRenderer(ColorDepth.TrueColor, asciiText: true);
        for (var n = 0; n < 200; n++)
        {
            DrawFrame(buffer, random);
            Assert.DoesNotContain(renderer.Render(buffer).ToArray(), b => b is > 0x7E or (< 0x20 and not 0x1B));
        }
    }

    [Fact]
    public void A_stream_of_ever_new_clusters_keeps_memory_bounded_and_the_picture_right()
    {
        using var terminal = new MemoryTerminal(40, 2);
        terminal.Enter();
        var buffer = new CellBuffer(40, 2);
        var renderer = new FrameRenderer(ColorDepth.TrueColor);
        for (var frame = 0; frame < 1_000; frame++)
        {
            buffer.Clear(Style.Plain);
            var canvas = new Canvas(buffer, Theme.Dark, Glyphs.Unicode);
            for (var x = 0; x < 40; x++)
            {
                ReadOnlySpan<char> cluster = ['a', (char)(0x300 + (frame % 80)), (char)(0x300 + x), (char)(0x300 + (frame / 80))];
                canvas.Text(x, 0, cluster, Style.Plain);
            }

            Show(terminal, renderer, buffer);
        }

        Compare(buffer, terminal, everyCell: true);
        Assert.True(buffer.Clusters.Generation > 0);
    }

    private static void DrawFrame(CellBuffer buffer, Random random)
    {
        if (random.Next(3) == 0)
        {
            buffer.Clear(RandomDrawing.AnyStyle(random));
        }

        for (var i = random.Next(6); i >= 0; i--)
        {
            RandomDrawing.Draw(new Canvas(buffer, Theme.Dark, Glyphs.Unicode), random);
        }
    }

    private static void Show(MemoryTerminal terminal, FrameRenderer renderer, CellBuffer buffer)
    {
        var writes = terminal.Writes;
        var bytes = renderer.Render(buffer);
        if (!bytes.IsEmpty)
        {
            var text = Encoding.UTF8.GetString(bytes.Span);
            Assert.StartsWith("\e[?2026h", text, StringComparison.Ordinal);
            Assert.EndsWith("\e[?2026l", text, StringComparison.Ordinal);
            terminal.Write(bytes.Span);
            Assert.Equal(writes + 1, terminal.Writes);
        }
    }

    private static void Compare(CellBuffer buffer, MemoryTerminal terminal, bool everyCell)
    {
        for (var y = 0; y < buffer.Height; y++)
        {
            for (var x = 0; x < buffer.Width; x++)
            {
                var expected = buffer[x, y];
                var left = expected.Width == 0 ? buffer[x - 1, y] : expected;
                if (expected != terminal.CellAt(x, y) && (everyCell || !TextWidth.IsDisputed(left.Text)))
                {
                    Assert.Fail($"{x},{y}: {expected} is not {terminal.CellAt(x, y)}");
                }
            }
        }
    }
}
