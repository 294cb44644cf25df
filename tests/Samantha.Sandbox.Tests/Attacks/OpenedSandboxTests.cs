using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Controls inside the sandbox: what a chain opens is open, and only that. A closed network is closed by the rule and not because
/// the probe does not work in there.
/// </summary>
public sealed class OpenedSandboxTests(AttackRange range) : IClassFixture<AttackRange>
{
    [Theory(Timeout = 60_000)]
    [InlineData("connect_tcp")]
    [InlineData("send_udp")]
    [InlineData("fetch_with_urllib")]
    public async Task With_the_network_on_the_listeners_are_reached(string name)
    {
        var hits = range.Listeners.Hits;
        var outcome = await RunAsync(name, SandboxRules.Closed with { Network = true });
        Assert.True(outcome.Level == SandboxLevel.Bubblewrap, outcome.LevelReason);
        Assert.True(outcome.Stdout.Contains("ESCAPED: ", StringComparison.Ordinal), AttackJudge.Describe(outcome));
        Assert.True(range.Listeners.Hits > hits, "the listener was not reached");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("read_home_canary")]
    [InlineData("read_environment")]
    [InlineData("connect_path_socket")]
    [InlineData("open_raw_sockets")]
    [InlineData("signal_the_host")]
    [InlineData("write_system_folders")]
    [InlineData("make_user_namespace")]
    [InlineData("write_kernel_settings")]
    public async Task With_the_network_on_everything_else_stays_closed(string name)
    {
        var outcome = await RunAsync(name, SandboxRules.Closed with { Network = true });
        Assert.True(outcome.Level == SandboxLevel.Bubblewrap, outcome.LevelReason);
        Assert.True(
            outcome.End == SandboxEnd.Exited && outcome.Stdout.StartsWith("BLOCKED: ", StringComparison.Ordinal),
            AttackJudge.Describe(outcome));
    }

    private Task<SandboxOutcome> RunAsync(string name, SandboxRules rules)
    {
        var scene = range.NewScene(name);
        var program = range.Program(AttackFiles.Named(name), scene, inside: true);
        return range.Sandbox.RunAsync(
            new PythonRun(program, rules, AttackRange.Limits, scene.Files), null, CancellationToken.None);
    }
}
