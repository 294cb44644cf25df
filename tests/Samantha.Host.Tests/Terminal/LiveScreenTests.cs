using Samantha.Host.Running;
using Samantha.Host.Terminal;

namespace Samantha.Host.Tests.Terminal;

/// <summary>
/// The status line and the streamed text share a terminal; one writer stands for both streams here, as on a real one.
/// </summary>
public sealed class LiveScreenTests : IDisposable
{
    private readonly StringWriter _terminal = new() { NewLine = "\n" };
    private readonly LiveScreen _screen;

    public LiveScreenTests()
    {
        var console = new HostConsole(new TerminalFacts(true, true, Colour: false), _terminal, _terminal);
        _screen = new LiveScreen(console, hasStatus: true);
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void The_status_is_erased_before_text_leaves_its_row()
    {
        _screen.WriteText("abc");
        _screen.DrawStatus("status");
        _terminal.GetStringBuilder().Clear();
        _screen.WriteText("def\n");
        Assert.StartsWith("\u001b[Jdef\n", _terminal.ToString(), StringComparison.Ordinal);
        Assert.Contains("status", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_stays_on_its_row_does_not_touch_the_status()
    {
        _screen.WriteText("abc");
        _screen.DrawStatus("status");
        _terminal.GetStringBuilder().Clear();
        _screen.WriteText("def");
        Assert.Equal("def", _terminal.ToString());
    }

    [Fact]
    public void A_status_that_is_too_long_is_cut_to_the_row()
    {
        _screen.DrawStatus(new string('x', 1000));
        Assert.Contains("…", _terminal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 200), _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_drawn_while_the_cursor_waits_at_the_last_column()
    {
        _screen.WriteText(new string('a', TerminalFacts.DefaultColumns * 8));
        int column = _terminal.ToString().Length;
        _screen.DrawStatus("status");
        bool drawn = _terminal.ToString().Length > column;

        // The width of the test's terminal decides; at a multiple of it the cursor waits.
        int columns = new TerminalFacts(true, true, false).Columns();
        Assert.Equal((TerminalFacts.DefaultColumns * 8) % columns is not 0
            && (TerminalFacts.DefaultColumns * 8) % columns < columns - 1, drawn);
    }

    [Fact]
    public void A_note_starts_on_a_row_of_its_own()
    {
        _screen.WriteText("half a line");
        _screen.Note(console => console.Note("listen"));
        Assert.Contains("half a line\n", _terminal.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("samantha: listen\n", _terminal.ToString(), StringComparison.Ordinal);
    }
}
