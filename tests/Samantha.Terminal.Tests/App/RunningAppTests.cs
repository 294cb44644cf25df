using System.Diagnostics;
using Samantha.Terminal.App;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Tests.App;

/// <summary>The app on a thread of its own, as in the program.</summary>
public sealed class RunningAppTests : IDisposable
{
    private readonly MemoryTerminal _terminal = new(60, 10);
    private readonly EchoView _view = new();
    private readonly TerminalApp _app;
    private readonly Task<int> _run;

    public RunningAppTests()
    {
        _app = new TerminalApp(_terminal, _view, new AppOptions());
        _run = Task.Factory.StartNew(_app.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _app.Dispose();
        _terminal.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Keys_appear_and_quitting_gives_the_exit_code_and_the_terminal_back()
    {
        _terminal.Type("hello");
        Assert.True(_terminal.WaitFor(terminal => terminal.Row(0) == "hello"));
        _app.Quit(5);
        Assert.Equal(5, await _run);
        Assert.False(_terminal.Entered);
        Assert.DoesNotContain(1049, _terminal.Modes);
        Assert.DoesNotContain(1000, _terminal.Modes);
        Assert.False(_app.Post(() => { }));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_exception_in_the_view_comes_out_after_the_terminal_was_restored()
    {
        _view.OnInput = input => throw new InvalidOperationException("broken view");
        _terminal.Type("x");
        Assert.Equal("broken view", (await Assert.ThrowsAsync<InvalidOperationException>(() => _run)).Message);
        Assert.False(_terminal.Entered);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_signal_or_a_closed_terminal_ends_the_app_with_the_usual_code()
    {
        Assert.True(_terminal.WaitFor(terminal => terminal.Entered));
        _terminal.Signal(15);
        Assert.Equal(143, await _run);
        using var terminal = new MemoryTerminal();
        using var app = new TerminalApp(terminal, new EchoView(), new AppOptions());
        var run = Task.Run(app.Run);
        terminal.Close();
        Assert.Equal(129, await run);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_flood_of_work_is_drawn_at_the_frame_rate_while_keys_stay_quick()
    {
        Assert.True(_terminal.WaitFor(terminal => terminal.Writes > 0));
        var (writes, clock, posted) = (_terminal.Writes, Stopwatch.StartNew(), 0);
        while (clock.ElapsedMilliseconds < 1_000)
        {
            if (_app.Post(() => _view.Text = $"token {posted}"))
            {
                posted++;
            }

            await Task.Delay(1);
        }

        Assert.InRange(_terminal.Writes - writes, 2, (int)(clock.Elapsed.TotalSeconds * 30) + 3);
        _terminal.Press("F5");
        Assert.True(_terminal.WaitFor(_ => _view.Inputs.OfType<KeyEvent>().Any()));
        _app.Quit();
        Assert.Equal(0, await _run);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_idle_app_draws_nothing_and_wakes_for_its_timer()
    {
        Assert.True(_terminal.WaitFor(terminal => terminal.Writes > 0));
        var draws = _view.Draws;
        _app.After(TimeSpan.FromMilliseconds(300), () => _view.Text = "late");
        Assert.True(_app.Post(() => _view.Text = "now"));
        Assert.True(_terminal.WaitFor(terminal => terminal.Row(0) == "now"));
        Assert.True(_terminal.WaitFor(terminal => terminal.Row(0) == "late"));
        Assert.InRange(_view.Draws - draws, 2, 4);
        _app.Quit();
        Assert.Equal(0, await _run);
    }

    [Fact(Timeout = 30_000)]
    public async Task While_the_terminal_is_handed_over_work_goes_on_and_keys_wait()
    {
        using var editing = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        _app.Post(() => _app.HandOver(
            () =>
            {
                editing.Release();
                mayEnd.Wait(TimeSpan.FromSeconds(20));
            },
            problem => _view.Text += problem is null ? "back " : problem.Message));
        Assert.True(await editing.WaitAsync(TimeSpan.FromSeconds(20)));
        using var worked = new SemaphoreSlim(0);
        _app.Post(() => worked.Release());
        Assert.True(await worked.WaitAsync(TimeSpan.FromSeconds(20)));
        _terminal.Type("for the editor");
        Assert.False(_terminal.Entered);
        Assert.DoesNotContain(_view.Inputs, input => input is KeyEvent);
        mayEnd.Release();
        Assert.True(_terminal.WaitFor(terminal => terminal.Row(0).Contains("back", StringComparison.Ordinal)));
        _app.Quit();
        Assert.Equal(0, await _run);
    }
}
