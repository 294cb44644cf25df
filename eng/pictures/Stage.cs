using Samantha.Terminal.App;
using Samantha.Terminal.Devices;
using Samantha.Tui.App;
using Samantha.Tui.Ports;

namespace Samantha.Pictures;

/// <summary>
/// The program on a terminal in memory, driven as a person would: keys, and waiting for what should appear. Takes the frames.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int PatienceMs = 120_000;

    private readonly MemoryTerminal _terminal;
    private readonly CancellationTokenSource _end = new();
    private readonly Task<int> _run;

    public Stage(ITuiServices services, int width, int height)
    {
        _terminal = new MemoryTerminal(width, height);
        var options = new TuiOptions { Environment = _ => null, Language = "en", Terminal = new AppOptions { FramesPerSecond = 60 } };
        _run = TuiProgram.RunAsync(services, _terminal, options, _end.Token);
    }

    public void Sees(params string[] texts) => Frame(texts);

    /// <summary>The first frame that shows all these texts.</summary>
    public Frame Frame(params string[] texts) => Frame(screen => texts.All(text => screen.Contains(text, StringComparison.Ordinal)));

    public Frame Frame(Func<string, bool> condition)
    {
        Frame? frame = null;
        bool seen = _terminal.WaitFor(
            terminal =>
            {
                if (condition(terminal.Screen))
                {
                    frame = Pictures.Frame.Of(terminal);
                }

                return frame is not null;
            },
            PatienceMs);
        return seen ? frame! : throw new TimeoutException($"The screen stayed like this:\n{_terminal.Screen}");
    }

    public void Presses(params string[] keys) => _terminal.Press(keys);

    public void Types(string text) => _terminal.Type(text);

    /// <summary>Clicks on the first letter of the first place that shows the text.</summary>
    public void Clicks(string text)
    {
        Sees(text);
        string[] rows = _terminal.Screen.Split('\n');
        int y = Array.FindIndex(rows, row => row.Contains(text, StringComparison.Ordinal));
        _terminal.Click(rows[y].IndexOf(text, StringComparison.Ordinal), y);
    }

    /// <summary>Goes down a list until the screen shows the text.</summary>
    public void GoesDownTo(string text)
    {
        const int RowsMax = 60;
        const int SettleMs = 1_500;
        for (int i = 0; i < RowsMax; i++)
        {
            if (_terminal.WaitFor(terminal => terminal.Screen.Contains(text, StringComparison.Ordinal), SettleMs))
            {
                return;
            }

            Presses("Down");
        }

        throw new TimeoutException($"There is no '{text}' in this list:\n{_terminal.Screen}");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run;
        _end.Dispose();
    }
}
