using System.Diagnostics;
using System.Globalization;
using Samantha.Bench.Machine;
using Samantha.Terminal.Devices;

namespace Samantha.Bench.TerminalUi;

/// <summary>
/// How the terminal interface feels: first screen, key to screen while text streams, processor time, bytes per frame. Prints the
/// figures with the machine's load.
/// </summary>
internal static class UiBenchmark
{
    private const int Width = 200;
    private const int Height = 60;
    private const int Starts = 7;
    private const int Keys = 200;
    private const int FastTokensPerSecond = 200;
    private const int SlowTokensPerSecond = 50;
    private const int SecondsDefault = 10;
    private const int PatienceMs = 60_000;

    /// <summary>Loading and first lines are over then.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);

    /// <summary>The thread that compiles methods again once they are known to be used often, as the system shows its name.</summary>
    private const string CompilerThread = ".NET Tiered Com";

    /// <summary>Percent of a core below which it is done; on a busy machine it takes longer to get there.</summary>
    private const double CompilerDonePercent = 0.5;

    private static readonly TimeSpan s_compilerStep = TimeSpan.FromSeconds(5);

    private const int CompilerStepsMax = 24;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            (int seconds, bool costOnly) = Read(arguments);
            TimeSpan length = TimeSpan.FromSeconds(seconds);
            BenchPlaces places = BenchPlaces.Find();
            var report = new BenchReport(
                string.Create(CultureInfo.InvariantCulture, $"terminal interface, {Width}x{Height}"), ["what", "figure", "others, cores"]);
            if (!costOnly)
            {
                await AddStartsAsync(report, places);
                await AddKeysAsync(report, places);
            }

            await AddCostAsync(report, places, SlowTokensPerSecond, length);
            await AddCostAsync(report, places, 0, length);
            report.Write(output);
            output.WriteLine($"load average: {File.ReadAllText("/proc/loadavg").Trim()}; {Environment.ProcessorCount} cores");
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return error is ArgumentException ? 2 : 1;
        }
    }

    private static (int Seconds, bool CostOnly) Read(string[] arguments)
    {
        (int seconds, bool costOnly) = (SecondsDefault, false);
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--cost")
            {
                costOnly = true;
            }
            else if (arguments[i] != "--seconds" || ++i == arguments.Length
                || !int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is 0 or > 300)
            {
                throw new ArgumentException("ui takes --seconds N with N up to 300, and --cost for the processor's part alone");
            }
        }

        return (seconds, costOnly);
    }

    private static async Task AddStartsAsync(BenchReport report, BenchPlaces places)
    {
        string data = places.CreateDataFolder();
        try
        {
            MachineLoad before = MachineLoad.Now();
            var times = new List<double>();
            for (int i = 0; i < Starts; i++)
            {
                times.Add(await FirstScreen.MeasureAsync(places, data, Width, Height));
            }

            Add(report, before, "first screen after the process start", $"{BenchReport.Median(times):F0} ms (best {times.Min():F0})");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task AddKeysAsync(BenchReport report, BenchPlaces places)
    {
        using var terminal = new MemoryTerminal(Width, Height);
        await using var ui = new StreamingUi(terminal, places.CreateDataFolder(), FastTokensPerSecond);
        Wait(terminal, "ready to run");
        terminal.Press("Enter");
        Wait(terminal, "tokens/s");
        await Task.Delay(s_warmUp);
        terminal.Press("Ctrl+P");
        terminal.Type("zz");
        int row = RowOf(terminal, "zz");
        MachineLoad before = MachineLoad.Now();
        var times = new List<double>();
        for (int i = 0; i < Keys; i++)
        {
            bool grows = i % 2 == 0;
            await Task.Delay(20 + (i * 7 % 50));
            long begin = Stopwatch.GetTimestamp();
            terminal.Press(grows ? "z" : "Backspace");
            if (!terminal.WaitFor(at => at.Row(row).Contains("zzz", StringComparison.Ordinal) == grows, PatienceMs))
            {
                throw new InvalidOperationException("a key did not reach the screen");
            }

            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        times.Sort();
        string streaming = ui.IsStreaming ? "" : " (the stream had ended)";
        Add(
            report, before, $"key to screen at {FastTokensPerSecond} tokens/s{streaming}",
            $"p50 {times[Keys / 2]:F0} ms, p99 {times[Keys * 99 / 100]:F0} ms");
    }

    private static async Task AddCostAsync(BenchReport report, BenchPlaces places, int tokensPerSecond, TimeSpan length)
    {
        using var terminal = new SilentTerminal(Width, Height);
        await using var ui = new StreamingUi(terminal, places.CreateDataFolder(), tokensPerSecond);
        await Task.Delay(s_warmUp);
        if (tokensPerSecond > 0)
        {
            terminal.Send("\r"u8);
            await Task.Delay(s_warmUp);
            if (!ui.IsStreaming)
            {
                throw new InvalidOperationException("the session did not start");
            }

            await CompilerIsDoneAsync();
        }

        MachineLoad before = MachineLoad.Now();
        ThreadTimes threads = ThreadTimes.Now();
        (double cpu, long frames, long bytes, long begin) =
            (StreamingUi.ProcessorSeconds(), terminal.Frames, terminal.Bytes, Stopwatch.GetTimestamp());
        await Task.Delay(length);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        (cpu, frames, bytes) = (StreamingUi.ProcessorSeconds() - cpu, terminal.Frames - frames, terminal.Bytes - bytes);
        string name = tokensPerSecond > 0 ? $"at {tokensPerSecond} tokens/s" : "idle";
        Add(report, before, $"processor, {name}, with actors and journal", $"{100 * cpu / seconds:F1} % of a core");
        if (tokensPerSecond > 0)
        {
            Add(report, before, $"  of these by thread", $"{ThreadTimes.Now().Since(threads, seconds)}");
            Add(
                report, before, $"frames, {name}",
                $"{frames / seconds:F1} per second, {(frames == 0 ? 0 : bytes / (double)frames):F0} bytes each");
        }
    }

    // What is measured is a program that was left open, not its first seconds.
    private static async Task CompilerIsDoneAsync()
    {
        for (int step = 0; step < CompilerStepsMax; step++)
        {
            ThreadTimes before = ThreadTimes.Now();
            await Task.Delay(s_compilerStep);
            if (ThreadTimes.Now().PercentOf(CompilerThread, before, s_compilerStep.TotalSeconds) < CompilerDonePercent)
            {
                return;
            }
        }
    }

    private static void Wait(MemoryTerminal terminal, string text)
    {
        if (!terminal.WaitFor(at => at.Screen.Contains(text, StringComparison.Ordinal), PatienceMs))
        {
            throw new InvalidOperationException($"waited in vain for '{text}' on this screen:\n{terminal.Screen}");
        }
    }

    private static int RowOf(MemoryTerminal terminal, string text)
    {
        Wait(terminal, text);
        return Array.FindIndex(terminal.Screen.Split('\n'), row => row.Contains(text, StringComparison.Ordinal));
    }

    private static void Add(BenchReport report, MachineLoad before, string what, FormattableString figure) => report.Add(
        what, FormattableString.Invariant(figure),
        MachineLoad.Now().OthersSince(before).ToString("F1", CultureInfo.InvariantCulture));
}
