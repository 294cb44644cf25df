using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Attacks that meet an interpreter started beforehand: it was there before the secrets of the run, and must hold like a new one.
/// </summary>
public sealed class SpareInterpreterAttackTests(AttackRange range) : IClassFixture<AttackRange>
{
    private static readonly SandboxLimits Limits = AttackRange.Limits with
    {
        WallClock = TimeSpan.FromSeconds(30), MemoryBytes = 1200L << 20, MemoryTotalBytes = 1500L << 20,
    };

    private static readonly string[] Names =
    [
        "read_home_canary", "read_every_environ", "read_command_lines", "read_inherited_descriptors", "read_descriptors_of_others",
        "find_traces_of_an_earlier_run", "find_traces_of_an_earlier_run", "connect_tcp", "connect_abstract_socket",
        "signal_the_host", "ptrace_a_process", "daemon_outlives_parent", "result_stream_forged", "kill_the_supervisor",
    ];

    [Fact(Timeout = 180_000)]
    public async Task A_spare_interpreter_is_held_like_a_new_one()
    {
        await using PythonSandbox sandbox = new(
            SandboxSettings.Default with { WarmModules = ["json", "socket"] }, TimeProvider.System);
        sandbox.KeepSpare(SandboxRules.Closed, Limits);
        foreach (var name in Names)
        {
            var attack = AttackFiles.Named(name);
            var scene = range.NewScene(name);
            var hits = range.Listeners.Hits;
            SandboxOutcome outcome;
            using (new OpenDescriptor(scene.SecretFile))
            {
                var program = range.Program(attack, scene, inside: true);
                outcome = await sandbox.RunAsync(
                    new PythonRun(program, SandboxRules.Closed, Limits, scene.Files), null, CancellationToken.None);
            }

            var left = await MarkedProcesses.LeftAsync(scene.Mark);
            MarkedProcesses.End(left);
            var traces = new AttackTraces(
                left, range.Listeners.Hits - hits, scene.Changes(), ProducedFolder.Complaints(scene.Files, outcome, Limits),
                TimeSpan.FromMilliseconds(outcome.DurationMs));
            var complaints = AttackJudge.Complaints(attack, outcome, traces, Limits);
            Assert.True(complaints.Count == 0, $"{name}: {string.Join("; ", complaints)}\n{AttackJudge.Describe(outcome)}");
        }
    }
}
