using System.Diagnostics;
using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Running;

/// <summary>Ending a run from outside: signals, and commands from another terminal. Each session would go on for ever.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly string[] Endless =
    [
        "run", "-p", "Write a poem about the sea.", "-m", "samantha-mini", "--loops", "endless", "--preset", "stochastic",
        "--max-tokens", "400", "--stop-after", "60s", "--json",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 90_000)]
    public async Task One_interrupt_stops_after_the_step_and_the_session_can_go_on()
    {
        using SamanthaProcess run = await StartedAsync();
        run.Signal("INT");
        Outcome end = await run.EndAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains("stopping after this step; press Ctrl+C again to stop now", end.Error, StringComparison.Ordinal);
        Assert.Contains("samantha resume ", end.Error, StringComparison.Ordinal);
        Assert.Equal("user-after-step", StoppedBy(end));
        Assert.Equal("stopped", end.JsonLines()[^1].GetProperty("status").GetString());
    }

    [Fact(Timeout = 90_000)]
    public async Task Two_interrupts_stop_at_once()
    {
        using SamanthaProcess run = await StartedAsync();
        run.Signal("INT");
        run.Signal("INT");
        Outcome end = await run.EndAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains(StoppedBy(end), new[] { "user-now", "user-after-step" }); // The step may end between the two.
    }

    [Fact(Timeout = 90_000)]
    public async Task A_termination_stops_at_once_and_leaves_no_engine_behind()
    {
        using SamanthaProcess run = await StartedAsync();
        int[] engines = ChildrenOf(run.Id);
        Assert.NotEmpty(engines);
        run.Signal("TERM");
        Outcome end = await run.EndAsync();
        Assert.Equal(143, end.ExitCode);
        Assert.Equal("user-now", StoppedBy(end));
        Assert.DoesNotContain(engines, IsAlive);
    }

    [Fact(Timeout = 90_000)]
    public async Task Another_terminal_can_skip_watch_and_stop()
    {
        using SamanthaProcess run = await StartedAsync();
        string data = _folder.Path;
        Outcome second = await Cli.RunAsync("resume", "last", "--data", data);
        second.AssertFails(3, "in use");
        Outcome skip = await Cli.RunAsync("skip", "--data", data);
        Assert.True(skip.ExitCode is 0 or 4, skip.All); // Between two steps there is nothing to skip.
        Outcome list = await Cli.RunAsync("sessions", "--data", data);
        Assert.Contains("running", list.Out, StringComparison.Ordinal);
        (await Cli.RunAsync("show", "last", "--data", data)).AssertDone();
        Outcome stop = await Cli.RunAsync("stop", "last", "--now", "--data", data);
        stop.AssertDone();
        Outcome end = await run.EndAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.Equal("user-now", StoppedBy(end));
    }

    [Fact(Timeout = 90_000)]
    public async Task Another_terminal_can_pause_replace_and_let_go_on()
    {
        using SamanthaProcess run = await StartedAsync();
        string data = _folder.Path;
        (await Cli.RunAsync("replace", "last", "--data", data)).AssertFails(2, "one of --text, --file and --last");
        (await Cli.RunAsync("pause", "--unload", "--data", data)).AssertDone();
        await run.WaitForAsync(now => now.Out.Contains("\"pause-requested\"", StringComparison.Ordinal));
        Assert.Contains(" paused ", (await Cli.RunAsync("sessions", "--data", data)).Out, StringComparison.Ordinal);
        (await Cli.RunAsync("skip", "--data", data)).AssertFails(4, "is paused; let it go on first");
        (await Cli.RunAsync("replace", "last", "--text", "Love is a river.", "--data", data)).AssertDone();
        await run.WaitForAsync(now => now.Out.Contains("\"previous-response-replaced\"", StringComparison.Ordinal));
        Outcome shown = await Cli.RunAsync("show", "last", "--data", data);
        Assert.Contains("[paused by another terminal]", shown.Out, StringComparison.Ordinal);
        Assert.Contains("previous response replaced by a text of 16 characters", shown.Out, StringComparison.Ordinal);
        Outcome resume = await Cli.RunAsync("resume", "last", "--data", data);
        resume.AssertDone();
        Assert.Contains("the session goes on", resume.Error, StringComparison.Ordinal);
        await run.WaitForAsync(now => now.Out.LastIndexOf("\"type\":\"text\"", StringComparison.Ordinal)
            > now.Out.IndexOf("\"session-continued\"", StringComparison.Ordinal));
        (await Cli.RunAsync("pause", "--data", data)).AssertDone();
        run.Signal("INT"); // In a pause nothing has to be waited for.
        Assert.Equal("user-after-step", StoppedBy(await run.EndAsync()));
    }

    [Fact(Timeout = 90_000)]
    public async Task A_reader_that_goes_away_ends_the_run_quietly()
    {
        string command =
            $"dotnet '{SamanthaProcess.Program}' {string.Join(' ', Endless.Select(word => $"'{word}'"))} | head -n 3";
        var start = new ProcessStartInfo("bash", ["-c", command + "; exit ${PIPESTATUS[0]}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SAMANTHA_HOME"] = Repo.Root, ["SAMANTHA_DATA"] = _folder.Path },
        };
        using Process shell = Process.Start(start)!;
        Task<string> error = shell.StandardError.ReadToEndAsync();
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(141, shell.ExitCode);
        Assert.DoesNotContain("error", await error, StringComparison.Ordinal);
    }

    private async Task<SamanthaProcess> StartedAsync()
    {
        SamanthaProcess run = SamanthaProcess.Start(_folder.Path, null, Endless);
        await run.WaitForAsync(now => now.Out.Contains("\"type\":\"text\"", StringComparison.Ordinal));
        return run;
    }

    private static string StoppedBy(Outcome end) => end.JsonLines()
        .Single(line => line.GetProperty("type").GetString() == "session-stopped").GetProperty("reason").GetString()!;

    private static int[] ChildrenOf(int process) =>
    [
        .. Directory.EnumerateDirectories($"/proc/{process}/task")
            .Select(task => File.ReadAllText(Path.Combine(task, "children")))
            .SelectMany(children => children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse),
    ];

    private static bool IsAlive(int process) => Directory.Exists($"/proc/{process}")
        && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
