using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;
using Samantha.Sandbox.Tests.Support;

namespace Samantha.Sandbox.Tests.Levels;

public sealed class SandboxProbeTests(SandboxFixture box) : IClassFixture<SandboxFixture>
{
    private const string AllPassed =
        "network\tok\tcut\nfiles\tok\tx\nrights\tok\tx\nsystem calls\tok\tx\nsupervisor\tok\tx\nmemory\tok\tx\n"
        + "processes\tok\tx\n";

    [Fact(Timeout = 60_000)]
    public async Task The_sandbox_proves_itself_here()
    {
        SandboxReport report = await box.Sandbox.ProbeAsync(CancellationToken.None);

        Assert.Equal(SandboxLevel.Bubblewrap, report.Level);
        Assert.Equal(7, report.Checks.Length);
        Assert.All(report.Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_sandbox_only_by_wish_and_the_checks_say_what_is_open()
    {
        await using PythonSandbox sandbox = new(new SandboxSettings(SandboxWish.None), TimeProvider.System);

        SandboxReport report = await sandbox.ProbeAsync(CancellationToken.None);

        Assert.Equal(SandboxLevel.None, report.Level);
        Assert.Contains("no sandbox, as asked for", report.Reason);
        Assert.False(report.Checks.Single(check => check.Name == "network").Passed);
        Assert.False(report.Checks.Single(check => check.Name == "files").Passed);
        Assert.True(report.Checks.Single(check => check.Name == "rights").Passed);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interpreter_that_is_not_there_makes_the_level_unavailable_with_the_reason()
    {
        await using PythonSandbox sandbox = new(new SandboxSettings(SandboxWish.Auto, "/nowhere/python3"), TimeProvider.System);

        SandboxReport report = await sandbox.ProbeAsync(CancellationToken.None);
        SandboxOutcome outcome = await sandbox.RunAsync(
            new PythonRun("print(1)", SandboxRules.Closed, SandboxLimits.Default, box.NewFilesFolder()), null, default);

        Assert.Null(report.Level);
        Assert.Contains("/nowhere/python3 does not exist", report.Reason);
        Assert.Equal((SandboxEnd.NotRun, null), (outcome.End, outcome.Level));
        Assert.Contains("/nowhere/python3 does not exist", outcome.Message);
    }

    [Fact]
    public void Every_check_must_pass()
    {
        Assert.Equal(SandboxLevel.Bubblewrap, Judge(AllPassed).Level);
        foreach (string name in new[] { "network", "files", "rights", "system calls", "supervisor", "memory", "processes" })
        {
            SandboxReport failed = Judge(AllPassed.Replace($"{name}\tok", $"{name}\tfailed", StringComparison.Ordinal));
            SandboxReport absent = Judge(AllPassed.Replace($"{name}\tok", "other\tok", StringComparison.Ordinal));

            Assert.Null(failed.Level);
            Assert.Contains(name, failed.Reason);
            Assert.Null(absent.Level);
            Assert.Contains("not tried", absent.Reason);
        }
    }

    [Theory]
    [InlineData("the sandbox could not be started: bwrap: setting up uid map: Permission denied", "AppArmor")]
    [InlineData("the sandbox could not be started: bwrap: No permissions to create new namespace", "user namespaces")]
    [InlineData("the sandbox could not be started: bwrap: Unknown option --disable-userns", "0.8")]
    [InlineData("the sandbox could not be started: something else", "something else")]
    public void A_sandbox_that_does_not_start_is_told_with_what_to_do(string message, string words)
    {
        SandboxReport report = SandboxProbe.Judge(
            SandboxLevel.Bubblewrap,
            new SandboxOutcome(SandboxEnd.NotRun, message, null, [], false, 0, [], null, "", [], []));

        Assert.Null(report.Level);
        Assert.Contains(words, report.Reason);
    }

    private static SandboxReport Judge(string stdout) => SandboxProbe.Judge(
        SandboxLevel.Bubblewrap,
        new SandboxOutcome(
            SandboxEnd.Exited, "", 0, [new SandboxOutput(false, stdout)], false, 0, [], SandboxLevel.Bubblewrap, "", [], []));
}
