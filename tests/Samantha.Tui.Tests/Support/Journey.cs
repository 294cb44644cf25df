using Samantha.Actors.Journal;
using Samantha.Terminal.App;
using Samantha.Terminal.Devices;
using Samantha.Tui.App;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Tests.Support;

/// <summary>
/// A person in front of the program: looks at the screen, presses keys, waits for what should appear. The program runs as it
/// does for anybody, on a terminal in memory.
/// </summary>
internal sealed class Journey : IAsyncDisposable
{
    private const int AttemptsMax = 10;
    private const int AnswerMs = 3_000;

    /// <summary>Generous: machines that run tests are busy.</summary>
    private const int PatienceMs = 60_000;

    private readonly CancellationTokenSource _cancel = new();
    private readonly bool _ownsServices;
    private readonly Task<int> _run;

    private Journey(RealServices services, bool ownsServices, int width, int height, UiSettings? settings)
    {
        Services = services;
        _ownsServices = ownsServices;
        if (settings is not null)
        {
            services.Settings.Save(settings);
        }

        Terminal = new MemoryTerminal(width, height);
        var options = new TuiOptions { Environment = _ => null, Terminal = new AppOptions { FramesPerSecond = 60 } };
        _run = TuiProgram.RunAsync(services, Terminal, options, _cancel.Token);
    }

    public RealServices Services { get; }

    public MemoryTerminal Terminal { get; }

    public static Journey Begin(int width = 80, int height = 24, UiSettings? settings = null, RealServices? services = null) =>
        new(services ?? new RealServices(), services is null, width, height, settings);

    public Journey Sees(string text)
    {
        Assert.True(
            Terminal.WaitFor(terminal => terminal.Screen.Contains(text, StringComparison.Ordinal), PatienceMs),
            $"Waited in vain for '{text}' on this screen:\n{Terminal.Screen}");
        return this;
    }

    public Journey SeesNoMore(string text)
    {
        Assert.True(
            Terminal.WaitFor(terminal => !terminal.Screen.Contains(text, StringComparison.Ordinal), PatienceMs),
            $"'{text}' is still on this screen:\n{Terminal.Screen}");
        return this;
    }

    public Journey Presses(params string[] keys)
    {
        Terminal.Press(keys);
        return this;
    }

    public Journey Types(string text)
    {
        Terminal.Type(text);
        return this;
    }

    /// <summary>The only session has answered so many steps, or has this status.</summary>
    public Journey HasSession(Func<SessionListing, bool> wanted)
    {
        bool Holds(MemoryTerminal terminal) => Services.Sessions.List() is [var only] && wanted(only);
        Assert.True(Terminal.WaitFor(Holds, PatienceMs), $"It never came so far; the screen:\n{Terminal.Screen}");
        return this;
    }

    /// <summary>Clicks on the first letter of the first place that shows the text.</summary>
    public Journey Clicks(string text)
    {
        Sees(text);
        string[] rows = Terminal.Screen.Split('\n');
        int y = Array.FindIndex(rows, row => row.Contains(text, StringComparison.Ordinal));
        Terminal.Click(rows[y].IndexOf(text, StringComparison.Ordinal), y);
        return this;
    }

    public Journey Resizes(int width, int height)
    {
        Terminal.Resize(width, height);
        return this;
    }

    /// <summary>The program ended by itself, with this exit code, and gave the terminal back.</summary>
    public async Task HasEnded(int exitCode = 0)
    {
        Task first = await Task.WhenAny(_run, Task.Delay(PatienceMs));
        Assert.True(first == _run, $"the program still runs and shows:\n{Terminal.Screen}");
        Assert.Equal(exitCode, await _run);
        Assert.False(Terminal.Entered);
        Assert.Empty(Terminal.Violations);
    }

    /// <summary>
    /// Asks to quit, and answers the questions about running sessions (stop now) and unsaved work (keep it), in whatever language
    /// they are asked by now. Asks again when nothing comes of it.
    /// </summary>
    public async Task QuitsWhateverIsAsked()
    {
        string[] stopNow = ["Stop now and quit", "Parar agora e sair"];
        string[] keep = ["Quit; the changes are kept", "Sair; as alterações ficam"];
        Terminal.WaitFor(terminal => terminal.IsRead, PatienceMs);
        for (int attempt = 0; attempt < AttemptsMax && !_run.IsCompleted; attempt++)
        {
            Presses("Ctrl+Q");
            Answers(stopNow, "Down", "Down", "Enter");
            Answers(keep, "Down", "Enter");
            if (!Terminal.WaitFor(_ => _run.IsCompleted, AnswerMs))
            {
                // Something may be in the way. By itself, because Escape and a key at once are that key with Alt.
                Presses("Escape");
                Terminal.WaitFor(terminal => terminal.IsRead, AnswerMs);
            }
        }

        await HasEnded();

        void Answers(string[] asked, params string[] keys)
        {
            Terminal.WaitFor(terminal => _run.IsCompleted || IsAsked(terminal, asked) || IsAsked(terminal, keep), AnswerMs);
            if (IsAsked(Terminal, asked))
            {
                Presses(keys);
                Terminal.WaitFor(terminal => !IsAsked(terminal, asked), AnswerMs);
            }
        }

        static bool IsAsked(MemoryTerminal terminal, string[] answers) =>
            terminal.Entered && answers.Any(answer => terminal.Screen.Contains(answer, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _cancel.CancelAsync();
        try
        {
            await _run.WaitAsync(TimeSpan.FromMilliseconds(PatienceMs));
        }
        finally
        {
            if (_ownsServices)
            {
                await Services.DisposeAsync();
            }

            _cancel.Dispose();
        }
    }
}
