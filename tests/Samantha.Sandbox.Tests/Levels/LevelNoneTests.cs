using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Levels;

/// <summary>What still holds when the user asked for no sandbox.</summary>
public sealed class LevelNoneTests : IAsyncLifetime
{
    private PythonSandbox Sandbox { get; } = new(new SandboxSettings(SandboxWish.None), TimeProvider.System);
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("samantha-none-tests-");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_runs_with_a_clean_environment_in_a_folder_of_its_own()
    {
        SandboxOutcome outcome = await RunAsync(
            "import os\nprint(sorted(os.environ), os.getuid() != 0, os.listdir('.'))\nopen('out.txt', 'w').write('x')\n"
            + "print(os.getcwd())");

        Assert.Equal((SandboxEnd.Exited, SandboxLevel.None), (outcome.End, outcome.Level));
        Assert.DoesNotContain("USER", outcome.Stdout);
        Assert.Contains("True ['main.py']", outcome.Stdout);
        Assert.Equal("out.txt", Assert.Single(outcome.Files).Name);
        string folder = outcome.Stdout.Split('\n')[1];
        Assert.False(Directory.Exists(folder), folder);
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_and_the_wall_clock_are_bounded()
    {
        SandboxOutcome memory = await RunAsync("x = bytearray(1_000_000_000)");
        SandboxOutcome time = await RunAsync(
            "while True: __import__('time').sleep(9)", SandboxFixture.Small with { WallClock = TimeSpan.FromSeconds(1) });

        Assert.Equal([SandboxLimit.Memory], memory.Limits.ToArray());
        Assert.Equal([SandboxLimit.WallClock], time.Limits.ToArray());
    }

    [Fact(Timeout = 60_000)]
    public async Task The_work_folder_is_watched()
    {
        SandboxOutcome outcome = await RunAsync(
            "import time\nfor i in range(40):\n  open(str(i), 'wb').write(bytes(900_000))\n  time.sleep(0.1)");

        Assert.Equal((SandboxEnd.LimitReached, SandboxLimit.WorkFolder), (outcome.End, Assert.Single(outcome.Limits)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Daemons_are_found_and_ended_when_the_program_ends_and_when_it_is_cancelled()
    {
        string mark = $"mark-{Guid.NewGuid():N}";
        string program = $"""
            import os
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.execv("/usr/bin/sleep", ["{mark}", "300"])
                os._exit(0)
            os.wait()
            """;

        SandboxOutcome ended = await RunAsync(program);
        int leftAfterEnd = ProcessMarks.Count(mark);
        using CancellationTokenSource cancel = new();
        Task<SandboxOutcome> run = RunAsync(program + "\nimport time\ntime.sleep(300)", null, cancel.Token);
        Assert.True(await ProcessMarks.BecomesAsync(mark, count => count == 1, 20_000));
        await cancel.CancelAsync();

        Assert.Equal((SandboxEnd.Exited, 0), (ended.End, leftAfterEnd));
        Assert.Equal(SandboxEnd.Cancelled, (await run).End);
        Assert.Equal(0, ProcessMarks.Count(mark));
    }

    [Fact(Timeout = 60_000)]
    public async Task Daemons_end_when_the_host_is_gone()
    {
        string mark = $"mark-{Guid.NewGuid():N}";
        string script = Path.Combine(_files.FullName, "supervisor.py");
        File.WriteAllText(script, EmbeddedScripts.Supervisor);
        SupervisorPlan plan = new(
            SandboxLevel.None, SandboxFixture.Small, [], [], Path.Combine(_files.FullName, "base"));
        byte[] program = System.Text.Encoding.UTF8.GetBytes($"""
            import os, time
            if os.fork() == 0:
                os.setsid()
                os.execv("/usr/bin/sleep", ["{mark}", "300"])
            time.sleep(300)
            """);
        byte[] length = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(length, program.Length);
        using ChildProcess supervisor = ChildLauncher.Start(
            new ChildCommand("/usr/bin/python3", ["-I", "-B", script, plan.ToJson()], new Dictionary<string, string>()));
        supervisor.Input.Write([.. length, .. program]);
        supervisor.Input.Flush();
        Assert.True(await ProcessMarks.BecomesAsync(mark, count => count == 1, 20_000));

        // What the supervisor sees of a host that was killed: its input ends.
        supervisor.CloseInput();

        await supervisor.WaitForExitAsync();
        Assert.Equal(0, ProcessMarks.Count(mark));
    }

    [Fact(Timeout = 60_000)]
    public async Task Commands_run_too_and_find_their_inputs()
    {
        string file = Path.Combine(_files.FullName, "a");
        File.WriteAllText(file, "text");
        FileRights.Set(_files.FullName, FileRights.Passable);

        CommandOutcome outcome = await Sandbox.RunCommandAsync(
            new SandboxedCommand("cat", ["/in/a"], [new SandboxInput(file, "a")], SandboxFixture.Small), CancellationToken.None);

        Assert.Equal(("text", SandboxLevel.None), (System.Text.Encoding.UTF8.GetString(outcome.Stdout.Span), outcome.Level));
    }

    private Task<SandboxOutcome> RunAsync(string program, SandboxLimits? limits = null, CancellationToken ct = default) =>
        Sandbox.RunAsync(
            new PythonRun(
                program, SandboxRules.Closed, limits ?? SandboxFixture.Small,
                Path.Combine(_files.FullName, Guid.NewGuid().ToString())), null, ct);
}
