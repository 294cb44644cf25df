using System.Diagnostics;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class CancellationTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    /// <summary>The promise is 250 ms; the rest is for a machine that does other things.</summary>
    private const int BoundMs = 10_000;

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_program_is_gone_with_everything_that_it_started()
    {
        string mark = $"mark-{Guid.NewGuid():N}";
        using CancellationTokenSource cancel = new();
        TaskCompletionSource begun = new();
        string program = $$"""
            import os, signal, subprocess, time
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT): signal.signal(number, signal.SIG_IGN)
            for _ in range(3): subprocess.Popen(["/usr/bin/python3", "-c", "import time; time.sleep(300)", "{{mark}}"])
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.execv("/usr/bin/sleep", ["{{mark}}", "300"])
                os._exit(0)
            print("begun")
            while True: time.sleep(300)
            """;
        Task<SandboxOutcome> run = box.RunAsync(
            program, ct: cancel.Token, onOutput: part => begun.TrySetResult());
        await begun.Task;
        Assert.True(await ProcessMarks.BecomesAsync(mark, count => count >= 4, 10_000), "the marked processes never showed");

        long start = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        SandboxOutcome outcome = await run;

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, BoundMs);
        Assert.Equal(0, ProcessMarks.Count(mark));
        Assert.Equal(SandboxEnd.Cancelled, outcome.End);
        Assert.Equal("begun\n", outcome.Stdout);
        Assert.Null(outcome.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Daemons_end_with_the_program_that_left_them()
    {
        string mark = $"mark-{Guid.NewGuid():N}";

        SandboxOutcome outcome = await box.RunAsync($$"""
            import os, signal
            if os.fork() == 0:
                os.setsid()
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                if os.fork() == 0:
                    os.execv("/usr/bin/sleep", ["{{mark}}", "300"])
                os._exit(0)
            os.wait()
            print("left")
            """);

        Assert.Equal(("left\n", SandboxEnd.Exited), (outcome.Stdout, outcome.End));
        Assert.Equal(0, ProcessMarks.Count(mark));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_is_cancelled_before_it_starts_runs_nothing()
    {
        SandboxOutcome outcome = await box.RunAsync("print('no')", ct: new CancellationToken(canceled: true));

        Assert.Equal(SandboxEnd.Cancelled, outcome.End);
        Assert.Empty(outcome.Output);
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_the_sandbox_ends_what_runs_in_it()
    {
        string mark = $"mark-{Guid.NewGuid():N}";
        PythonSandbox sandbox = new(SandboxSettings.Default, TimeProvider.System);
        Task<SandboxOutcome> run = sandbox.RunAsync(
            new PythonRun(
                $"import os\nos.execv('/usr/bin/sleep', ['{mark}', '300'])", SandboxRules.Closed, SandboxFixture.Small,
                box.NewFilesFolder()), null, default);
        Assert.True(await ProcessMarks.BecomesAsync(mark, count => count == 1, 20_000));

        await sandbox.DisposeAsync();

        Assert.Equal(SandboxEnd.Cancelled, (await run).End);
        Assert.Equal(0, ProcessMarks.Count(mark));
    }
}
