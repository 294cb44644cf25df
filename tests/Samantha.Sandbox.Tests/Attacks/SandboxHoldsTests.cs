using System.Collections.Immutable;
using System.Diagnostics;
using Samantha.Sandbox.Running;
using Xunit.Abstractions;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Runs each attack of a group in the real sandbox and looks for what got out: what the program says, processes, connections,
/// files. Then an ordinary program must still run. The groups are classes of their own so that they run side by side.
/// </summary>
public abstract class SandboxHoldsTests(AttackRange range, ITestOutputHelper log)
{
    private const int TestLimitMs = 120_000;

    protected async Task HoldsAsync(string name)
    {
        var attack = AttackFiles.Named(name);
        for (var run = 0; run < attack.Runs; run++)
        {
            await OnceAsync(attack);
        }

        // An attack that says by itself that it was blocked proved with its last line that the sandbox works on.
        if (!attack.SaysItself)
        {
            var scene = range.NewScene("after-" + name);
            var after = await range.Sandbox.RunAsync(
                new PythonRun("print(6 * 7)", SandboxRules.Closed, AttackRange.Limits, scene.Files), null,
                CancellationToken.None);
            Assert.True(
                after.End == SandboxEnd.Exited && after.Stdout == "42\n", "the next run fails: " + AttackJudge.Describe(after));
        }
    }

    private async Task OnceAsync(Attack attack)
    {
        using CancellationTokenSource limit = new(TestLimitMs);
        var scene = range.NewScene(attack.Name);
        var rules = attack.Folders switch
        {
            "readable" => SandboxRules.Closed with { Readable = [new SandboxFolder(scene.Readable, "readable")] },
            "writable" => SandboxRules.Closed with { Writable = [new SandboxFolder(scene.Writable, "writable")] },
            _ => SandboxRules.Closed,
        };
        var limits = AttackRange.LimitsFor(attack);
        var hits = range.Listeners.Hits;
        var started = Stopwatch.GetTimestamp();
        SandboxOutcome outcome;
        using (new OpenDescriptor(scene.SecretFile))
        {
            var program = range.Program(attack, scene, inside: true);
            outcome = await range.Sandbox.RunAsync(new PythonRun(program, rules, limits, scene.Files), null, limit.Token);
        }

        var duration = Stopwatch.GetElapsedTime(started);
        var left = await MarkedProcesses.LeftAsync(scene.Mark);
        MarkedProcesses.End(left);
        var traces = new AttackTraces(
            left, range.Listeners.Hits - hits, scene.Changes(),
            ProducedFolder.Complaints(scene.Files, outcome, limits), duration);
        var complaints = AttackJudge.Complaints(attack, outcome, traces, limits);
        log.WriteLine(AttackJudge.Describe(outcome));
        Assert.True(
            complaints.Count == 0,
            $"{attack.Name} tries to {attack.Tries}: {string.Join("; ", complaints)}\n{AttackJudge.Describe(outcome)}");
    }
}
