using System.Text;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Running;

public sealed class CommandTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    [Fact(Timeout = 60_000)]
    public async Task A_command_reads_its_inputs_and_gives_bytes()
    {
        string file = Path.Combine(box.Folder, "in put.bin");
        byte[] content = [0, 255, 10, 13, 200];
        File.WriteAllBytes(file, content);

        CommandOutcome outcome = await RunAsync("cat", ["/in/x.bin"], [new SandboxInput(file, "x.bin")]);

        Assert.Equal((SandboxEnd.Exited, 0, ""), (outcome.End, outcome.ExitCode, outcome.Stderr));
        Assert.Equal(content, outcome.Stdout.ToArray());
        Assert.Equal(SandboxLevel.Bubblewrap, outcome.Level);
    }

    [Fact(Timeout = 60_000)]
    public async Task Exit_code_and_errors_come_out()
    {
        CommandOutcome outcome = await RunAsync("/bin/sh", ["-c", "echo out; echo no >&2; exit 3"], []);

        Assert.Equal((3, "out\n", "no\n"), (outcome.ExitCode, Encoding.UTF8.GetString(outcome.Stdout.Span), outcome.Stderr));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_crash_a_flood_and_a_sleeper_are_named()
    {
        SandboxLimits limits = SandboxFixture.Small with { WallClock = TimeSpan.FromSeconds(1) };

        CommandOutcome crash = await RunAsync("/bin/sh", ["-c", "kill -SEGV $$"], []);
        CommandOutcome flood = await RunAsync("yes", [], []);
        CommandOutcome sleeper = await RunAsync("sleep", ["100"], [], limits);

        Assert.Equal((SandboxEnd.Crashed, 139), (crash.End, crash.ExitCode));
        Assert.Equal((SandboxEnd.LimitReached, SandboxLimit.Output), (flood.End, Assert.Single(flood.Limits)));
        Assert.Equal(100_000, flood.Stdout.Length);
        Assert.Equal((SandboxEnd.LimitReached, SandboxLimit.WallClock), (sleeper.End, Assert.Single(sleeper.Limits)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_is_shut_in()
    {
        CommandOutcome outcome = await RunAsync("/bin/sh", ["-c", "ls /home /root /etc/passwd; id -u; env | wc -l"], []);

        Assert.Equal(3, outcome.Stderr.Split("No such file").Length - 1);
        Assert.StartsWith("65534\n", Encoding.UTF8.GetString(outcome.Stdout.Span));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_cannot_be_run_is_told()
    {
        CommandOutcome absent = await RunAsync("no-such-program", [], []);
        CommandOutcome missing = await RunAsync("cat", [], [new SandboxInput("/nowhere/file", "f")]);

        Assert.Equal((SandboxEnd.NotRun, SandboxEnd.NotRun), (absent.End, missing.End));
        Assert.Contains("no-such-program is not installed", absent.Message);
        Assert.Contains("/nowhere/file does not exist", missing.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_command_ends()
    {
        string mark = $"{Random.Shared.Next(100_000, 900_000)}.{Random.Shared.Next(100_000, 900_000)}";
        using CancellationTokenSource cancel = new();
        Task<CommandOutcome> run = box.Sandbox.RunCommandAsync(
            new SandboxedCommand("sleep", [mark], [], SandboxFixture.Small), cancel.Token);
        Assert.True(await ProcessMarks.BecomesAsync(mark, count => count > 0, 10_000));

        await cancel.CancelAsync();

        Assert.Equal(SandboxEnd.Cancelled, (await run).End);
        Assert.Equal(0, ProcessMarks.Count(mark));
    }

    private Task<CommandOutcome> RunAsync(
        string file, string[] arguments, SandboxInput[] inputs, SandboxLimits? limits = null) =>
        box.Sandbox.RunCommandAsync(
            new SandboxedCommand(file, [.. arguments], [.. inputs], limits ?? SandboxFixture.Small), CancellationToken.None);
}
