using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>The judge must be able to say no: each thing that can go wrong is shown to it. Runs nothing.</summary>
public sealed class AttackJudgeTests
{
    private static readonly Attack Blocked = Attack.Read(
        "a", "# Group: reading\n# Tries: x\n# Expects: BLOCKED\n# Control: none\n");
    private static readonly Attack Limited =
        Attack.Read("b", "# Group: resources\n# Tries: x\n# Expects: LIMIT Cpu or WallClock\n# Control: none\n");
    private static readonly AttackTraces Clean = new([], 0, [], [], TimeSpan.FromSeconds(1));

    [Fact]
    public void A_blocked_attack_without_traces_is_held() => Assert.Empty(Judge(Blocked, Outcome("BLOCKED: refused\n"), Clean));

    [Fact]
    public void A_run_outside_of_the_sandbox_is_never_held()
    {
        Assert.NotEmpty(Judge(Blocked, Outcome("BLOCKED: refused\n") with { Level = SandboxLevel.None }, Clean));
        Assert.NotEmpty(Judge(Blocked, Outcome("BLOCKED: refused\n") with { Level = null, End = SandboxEnd.NotRun }, Clean));
        Assert.Throws<InvalidOperationException>(
            () => AttackRange.RequireSandbox(new SandboxReport(SandboxLevel.None, "asked for", [])));
        Assert.Throws<InvalidOperationException>(() => AttackRange.RequireSandbox(new SandboxReport(null, "no bubblewrap", [])));
    }

    [Theory]
    [InlineData("ESCAPED: read\n")]
    [InlineData("BLOCKED: a\nESCAPED: b\n")]
    [InlineData("")]
    [InlineData("something BLOCKED: else\n")]
    public void An_attack_that_got_through_or_says_nothing_is_not_held(string output) =>
        Assert.NotEmpty(Judge(Blocked, Outcome(output), Clean));

    [Fact]
    public void Each_trace_on_the_host_counts()
    {
        var outcome = Outcome("BLOCKED: refused\n");
        Assert.NotEmpty(Judge(Blocked, outcome, Clean with { Processes = [1234] }));
        Assert.NotEmpty(Judge(Blocked, outcome, Clean with { Hits = 1 }));
        Assert.NotEmpty(Judge(Blocked, outcome, Clean with { Changes = ["x is gone"] }));
        Assert.NotEmpty(Judge(Blocked, outcome, Clean with { BadFiles = ["x is a link"] }));
        Assert.NotEmpty(Judge(Blocked, outcome, Clean with { Duration = TimeSpan.FromMinutes(2) }));
        Assert.NotEmpty(Judge(Blocked, Outcome("BLOCKED: refused\n" + AttackRange.Secret), Clean));
        Assert.NotEmpty(Judge(Blocked, Outcome("BLOCKED: refused\n" + new string('x', 2_000_000)), Clean));
    }

    [Fact]
    public void A_limit_must_be_one_of_the_expected_ones_and_named()
    {
        var outcome = Outcome("") with
        {
            End = SandboxEnd.LimitReached, Limits = [SandboxLimit.Cpu], Message = "2 s of processor time",
        };
        Assert.Empty(Judge(Limited, outcome, Clean));
        Assert.NotEmpty(Judge(Limited, outcome with { Limits = [SandboxLimit.Output] }, Clean));
        Assert.NotEmpty(Judge(Limited, outcome with { Message = "" }, Clean));
        Assert.NotEmpty(Judge(Limited, Outcome("done\n"), Clean));
    }

    [Theory]
    [InlineData("# Group: reading\n# Tries: x\n# Expects: MAYBE\n# Control: none\n")]
    [InlineData("# Group: nowhere\n# Tries: x\n# Expects: BLOCKED\n# Control: none\n")]
    [InlineData("# Group: reading\n# Tries: x\n# Expects: BLOCKED\n")]
    [InlineData("print('no header')\n")]
    public void A_header_that_says_nothing_clear_is_refused(string source) =>
        Assert.Throws<FormatException>(() => Attack.Read("bad", source));

    [Fact]
    public void There_are_enough_attacks_and_every_group_has_some()
    {
        Assert.True(AttackFiles.All.Length >= 60, $"{AttackFiles.All.Length} attacks");
        Assert.All(Attack.Groups, group => Assert.Contains(AttackFiles.All, attack => attack.Group == group));
        Assert.True(AttackFiles.All.Count(attack => attack.Control != "none") >= 25, "too few positive controls");
        Assert.All(AttackFiles.All.Where(attack => attack.SaysItself), attack => Assert.Contains("verdict()", attack.Source));
    }

    private static IReadOnlyList<string> Judge(Attack attack, SandboxOutcome outcome, AttackTraces traces) =>
        AttackJudge.Complaints(attack, outcome, traces, AttackRange.Limits);

    private static SandboxOutcome Outcome(string stdout) => new(
        SandboxEnd.Exited, "", 0, [new SandboxOutput(false, stdout)], false, 1, [], SandboxLevel.Bubblewrap, "", [], []);
}
