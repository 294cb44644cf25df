using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Stop;

public class StopTestTests
{
    private static readonly SimulatedSession s_session = new SimulatedSession
    {
        Responding = run => run.Step.Position.Prompt == 2 ? "no code\nEND" : "```python\nx\n```",
        Executing = run => new CodeOutcome
        {
            End = CodeRunEnd.Exited, ExitCode = run.Position.Round == 2 ? 1 : 0,
            Output = [new OutputPart(false, run.Position.Round == 1 ? "" : $"{run.Position.Round}")],
        },
    }.Started(TestChains.Of("m", "1", "2") with { RunCode = true, Responses = RepeatCount.Of(3) }).Run();

    private static string[] Hits(StopSettings other) =>
        [.. StopTest.Run(s_session.Events, other).Select(hit => $"{hit.Position} {hit.Rule}")];

    [Fact]
    public void The_first_hit_and_all_later_ones_are_found()
    {
        Assert.Equal(["L1.M1.R3.P1 OutputNotEmpty"], Hits(new StopSettings(OutputNotEmpty: true)));
        Assert.Equal(
            ["L1.M1.R1.P2 ResponseLine", "L1.M1.R2.P2 ResponseLine", "L1.M1.R3.P2 ResponseLine"], Hits(new StopSettings("END")));
        Assert.Equal(["L1.M1.R1.P1 ExitCode", "L1.M1.R3.P1 ExitCode"], Hits(new StopSettings(ExitCode: 0)));
        Assert.Equal(["L1.M1.R3.P1 Steps", "L1.M1.R3.P2 Steps"], Hits(new StopSettings(Steps: 5)));
    }

    [Fact]
    public void Several_rules_that_hold_after_one_step_are_all_named() =>
        Assert.Equal(["L1.M1.R2.P1 OutputMatches", "L1.M1.R2.P1 ExitCode"],
            Hits(new StopSettings(OutputMatches: "2", ExitCode: 1)));

    [Fact]
    public void Rules_that_never_hold_find_nothing() => Assert.Empty(Hits(new StopSettings("NEVER", Loops: 1)));

    [Fact]
    public void Where_it_would_have_stopped_is_where_a_session_with_that_rule_stops()
    {
        foreach (var other in new[]
        {
            new StopSettings(OutputNotEmpty: true), new StopSettings("END"), new StopSettings(Steps: 3),
            new StopSettings(ExitCode: 1),
            new StopSettings(TotalTokens: 12), new StopSettings(WallTime: TimeSpan.FromSeconds(4)),
        })
        {
            var stopped = new SimulatedSession { Responding = s_session.Responding, Executing = s_session.Executing }
                .Started(s_session.State.Chain! with { Stop = other }).Run();
            var first = StopTest.Run(s_session.Events, other).First();

            Assert.Equal((stopped.State.LastAnswered, stopped.State.LastStop!.Rule, stopped.State.LastStop.Message),
                (first.Position, first.Rule, first.Message));
        }
    }

    [Fact]
    public void An_empty_or_unfinished_journal_is_no_error()
    {
        Assert.Empty(StopTest.Run([], StopSettings.Default));
        Assert.Single(StopTest.Run(s_session.Events.Take(4), new StopSettings(ExitCode: 0)));
        Assert.Empty(StopTest.Run(s_session.Events.Take(3), new StopSettings(ExitCode: 0)));
    }
}
