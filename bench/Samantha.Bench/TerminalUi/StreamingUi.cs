using System.Diagnostics;
using System.Globalization;
using Samantha.Terminal.App;
using Samantha.Terminal.Devices;
using Samantha.Tui.App;
using Samantha.Tui.Tests.Support;

namespace Samantha.Bench.TerminalUi;

/// <summary>
/// The interface in this process, with the real actors and journal, while an engine process writes words at a given rate. Ends
/// with everything it started.
/// </summary>
internal sealed class StreamingUi : IAsyncDisposable
{
    /// <summary>Long enough for every measurement; a word in a while is a line's end, as in real texts.</summary>
    private const int Words = 15_000;

    private static readonly TimeSpan s_partialInterval = TimeSpan.FromSeconds(1);

    private readonly string _folder;
    private readonly RealServices _services;
    private readonly CancellationTokenSource _end = new();
    private readonly Task<int> _run;

    /// <param name="terminal">Where it is shown.</param>
    /// <param name="folder">A new folder for its data.</param>
    /// <param name="tokensPerSecond">0: nothing is written.</param>
    public StreamingUi(ITerminalDevice terminal, string folder, int tokensPerSecond)
    {
        _folder = folder;
        string chains = Directory.CreateDirectory(Path.Combine(folder, "chains")).FullName;
        File.WriteAllText(
            Path.Combine(chains, "a.conf"),
            """chain { name = "!A", models = ["samantha-mini"], prompts = ["x"], hyperparameters { n_ctx = 32768, max_tokens = 0 } }""");
        int pause = tokensPerSecond == 0 ? 1 : 1000 / tokensPerSecond;
        _services = new RealServices(
            folder, string.Create(CultureInfo.InvariantCulture, $"--token-ms={pause}"), "--context=32768", "--reply=" + Reply())
        {
            PartialInterval = s_partialInterval, // The program's, not that of its tests.
        };
        var options = new TuiOptions { Environment = _ => null, Terminal = new AppOptions() };
        _run = TuiProgram.RunAsync(_services, terminal, options, _end.Token);
    }

    public static double ProcessorSeconds()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }

    public bool IsStreaming => _services.Sessions.List() is [{ IsAlive: true }, ..];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run;
        await _services.DisposeAsync();
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // An argument of a process may have 128 kB.
    private static string Reply()
    {
        string[] kinds = ["wave", "**tide**", "river", "日本", "emoji👍", "of", "the", "`code`"];
        return string.Concat(Enumerable.Range(0, Words).Select(i => kinds[i % kinds.Length] + (i % 90 == 89 ? "\n" : " ")));
    }
}
