using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Input;
using Samantha.Terminal.Tests.Text;
using Samantha.Terminal.Tests.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Tests.App;

public sealed class TerminalAppTests : IDisposable
{
    private readonly MemoryTerminal _terminal = new(40, 5);
    private readonly EchoView _view = new();
    private readonly ManualTime _time = new();
    private readonly TerminalApp _app;

    public TerminalAppTests() => _app = new TerminalApp(_terminal, _view, new AppOptions { Time = _time });

    public void Dispose()
    {
        _app.Dispose();
        Assert.Empty(_terminal.Violations);
        Assert.False(_terminal.Entered);
        _terminal.Dispose();
    }

    [Fact]
    public void Typed_keys_are_on_screen_after_one_pump()
    {
        _terminal.Type("olá 世界");
        _app.Pump();
        Assert.Equal("olá 世界", _terminal.Row(0));
        Assert.Contains(1000, _terminal.Modes);
    }

    [Fact]
    public void A_new_size_is_told_and_drawn()
    {
        _view.OnDraw = canvas => canvas.Text(0, 1, $"{canvas.Width}x{canvas.Height}", ThemeRole.Text);
        _app.Pump();
        _terminal.Resize(20, 3);
        _app.Pump();
        Assert.Equal("20x3", _terminal.Row(1));
        Assert.Equal([new ResizeEvent(40, 5), new ResizeEvent(20, 3)], _view.Inputs);
    }

    [Fact]
    public void Ten_thousand_random_sizes_and_drawings_break_no_frame()
    {
        var random = new Random(13);
        _view.OnDraw = canvas => RandomDrawing.Draw(canvas, random);
        for (var n = 0; n < 10_000; n++)
        {
            _terminal.Resize(random.Next(1, 30), random.Next(1, 10));
            _view.Text = RandomText.Next(random, 3);
            _app.Pump();
        }

        Assert.Empty(_terminal.Violations);
        Assert.InRange(_view.Draws, 10_000, 10_001);
    }

    [Fact]
    public void A_hundred_thousand_random_inputs_never_throw()
    {
        var random = new Random(14);
        var bytes = new byte[50];
        for (var n = 0; n < 2_000; n++)
        {
            random.NextBytes(bytes);
            _terminal.Send(bytes);
            _view.Text = "";
            _app.Pump();
        }

        Assert.Empty(_terminal.Violations);
    }

    [Fact]
    public void A_timer_runs_when_its_time_has_come_and_not_when_cancelled()
    {
        _app.Pump();
        _app.After(TimeSpan.FromMilliseconds(100), () => _view.Text += "tick");
        var cancelled = _app.After(TimeSpan.FromMilliseconds(100), () => _view.Text += "never");
        _time.Advance(99);
        _app.Pump();
        Assert.Equal("", _terminal.Row(0));
        cancelled.Dispose();
        _time.Advance(1);
        _app.Pump();
        Assert.Equal("tick", _terminal.Row(0));
    }

    [Fact]
    public void Posted_work_is_refused_when_too_much_of_it_waits()
    {
        var accepted = 0;
        while (_app.Post(() => { }) && accepted < 1_000_000)
        {
            accepted++;
        }

        Assert.Equal(Mailbox.MaxPosts, accepted);
        _app.Pump();
        Assert.True(_app.Post(() => { }));
    }

    [Fact]
    public void Copy_bell_and_title_reach_the_terminal_and_a_large_copy_is_refused()
    {
        _app.Pump();
        Assert.True(_app.Copy("Olá"));
        _app.Bell();
        _app.SetTitle("chain \e]2;evil\a");
        Assert.False(_app.Copy(new string('x', 60_000)));
        _app.Pump();
        Assert.Equal("Olá", _terminal.Clipboard);
        Assert.Equal(1, _terminal.Bells);
        Assert.Equal("chain ␛]2;evil␇", _terminal.Title);
    }

    [Fact]
    public void The_mouse_can_be_switched_off_and_on()
    {
        _app.Pump();
        _app.Mouse = false;
        _app.Pump();
        Assert.DoesNotContain(1000, _terminal.Modes);
        _app.Mouse = true;
        _app.Pump();
        Assert.Contains(1006, _terminal.Modes);
    }

    [Fact]
    public void Without_colours_the_theme_is_always_the_one_that_needs_none()
    {
        using var app = new TerminalApp(_terminal, _view, new AppOptions { Colors = ColorDepth.None, Theme = Theme.Light });
        Assert.Equal("monochrome", app.Theme.Name);
        app.Theme = Theme.Dark;
        Assert.Equal("monochrome", app.Theme.Name);
    }

    [Fact]
    public void After_a_stop_everything_is_painted_again()
    {
        _view.Text = "still here";
        _app.Pump();
        Assert.True(_app.Suspend());
        Assert.Equal("", _terminal.Row(0));
        _app.Pump();
        Assert.Equal("still here", _terminal.Row(0));
        Assert.Contains(1000, _terminal.Modes);
        _terminal.CanSuspend = false;
        Assert.False(_app.Suspend());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_external_editor_gets_the_terminal_and_gives_the_text_back()
    {
        EditResult? result = null;
        var editor = new ExternalEditor(_app, Edit, name => name == "VISUAL" ? "\"my editor\" --wait" : null);
        _app.Pump();
        editor.Edit("old text", ".py", edited => result = edited);
        Assert.Throws<InvalidOperationException>(() => editor.Edit("again", ".py", _ => { }));
        while (result is null)
        {
            _app.Pump();
            await Task.Yield();
        }

        Assert.Equal(new EditResult("old text and new", null), result);
        Assert.True(_terminal.Entered);

        int Edit(EditorRequest request)
        {
            Assert.Equal("my editor", request.Program);
            Assert.Equal("--wait", request.Arguments[0]);
            Assert.EndsWith(".py", request.Arguments[1], StringComparison.Ordinal);
            Assert.True(_terminal.Lent);
            File.AppendAllText(request.Arguments[1], " and new\n");
            return 0;
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task An_editor_that_fails_leaves_the_text_and_says_why()
    {
        foreach (var (run, expected) in new (Func<EditorRequest, int>, string)[]
        {
            (_ => 3, "vi ended with exit code 3; the text is as it was."),
            (request => Remove(request.Arguments[0]), "The editor removed the file; the text is as it was."),
            (_ => throw new FileNotFoundException("no such program"), "The editor could not be run: no such program"),
        })
        {
            EditResult? result = null;
            _app.Pump();
            new ExternalEditor(_app, run, _ => null).Edit("text", ".txt", edited => result = edited);
            while (result is null)
            {
                _app.Pump();
                await Task.Yield();
            }

            Assert.Equal(new EditResult(null, expected), result);
        }

        static int Remove(string path)
        {
            File.Delete(path);
            return 0;
        }
    }
}
