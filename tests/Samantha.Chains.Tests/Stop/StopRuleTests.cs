using System.Diagnostics;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Stop;

public class StopRuleTests
{
    private static StopRule? Rule(
        StopSettings stop, string? response = null, SessionState? state = null, StepPosition? next = null,
            TimeSpan elapsed = default) =>
        StopRules.Evaluate(TestChains.Of("m", "p") with { Stop = stop }, state ?? SessionState.Empty, response, null, next,
            StopClock.Zero with { Elapsed = elapsed })?.Rule;

    [Theory]
    [InlineData("STOP_SAMANTHA")]
    [InlineData("done\n  STOP_SAMANTHA \r\nbye")]
    public void Repaired_a_line_that_is_the_stop_line_stops(string response) =>
        Assert.Equal(StopRule.ResponseLine, Rule(StopSettings.Default, response));

    [Theory]
    [InlineData("I would print STOP_SAMANTHA then")]
    [InlineData("if x:\n    print('STOP_SAMANTHA')")]
    [InlineData("stop_samantha")]
    [InlineData("")]
    public void Repaired_text_that_only_contains_the_stop_line_does_not_stop(string response) =>
        Assert.Null(Rule(StopSettings.Default, response));

    [Fact]
    public void The_stop_line_can_be_switched_off() => Assert.Null(Rule(new StopSettings(null), "STOP_SAMANTHA"));

    [Fact]
    public void A_pattern_stops_where_it_matches_with_or_without_backtracking()
    {
        Assert.Equal(StopRule.ResponseMatches, Rule(new StopSettings(ResponseMatches: "(?m)^Answer: \\d+$"), "x\nAnswer: 42"));
        Assert.Equal(StopRule.ResponseMatches, Rule(new StopSettings(ResponseMatches: "(a)b\\1"), "xaba"));
        Assert.Null(Rule(new StopSettings(ResponseMatches: "(?m)^Answer: \\d+$"), "Answer: none"));
    }

    [Fact]
    public void A_pattern_that_runs_away_stops_the_session_with_its_reason_in_bounded_time()
    {
        var watch = Stopwatch.StartNew();

        var stop = StopRules.Evaluate(
            TestChains.Of("m", "p") with { Stop = new StopSettings(ResponseMatches: "^(a+)+\\1$") }, SessionState.Empty,
            new string('a', 5000) + "b", null, null, StopClock.Zero);

        Assert.Contains("could not be decided", stop!.Message, StringComparison.Ordinal);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 20_000);
    }

    [Fact]
    public void Budgets_stop_when_they_are_reached_and_not_before()
    {
        var state = SessionState.Empty with { ResponseTokens = 100, StepsAnswered = 10 };

        Assert.Equal(StopRule.TotalTokens, Rule(new StopSettings(TotalTokens: 100), state: state));
        Assert.Null(Rule(new StopSettings(TotalTokens: 101), state: state));
        Assert.Equal(StopRule.Steps, Rule(new StopSettings(Steps: 10), state: state));
        Assert.Null(Rule(new StopSettings(Steps: 11), state: state));
        Assert.Equal(StopRule.WallTime, Rule(new StopSettings(WallTime: TimeSpan.FromHours(2)), elapsed: TimeSpan.FromHours(2)));
        Assert.Null(Rule(new StopSettings(WallTime: TimeSpan.FromHours(2)), elapsed: TimeSpan.FromMinutes(119)));
        Assert.Equal(StopRule.Loops, Rule(new StopSettings(Loops: 3), next: new StepPosition(4, 1, 1, 1)));
        Assert.Null(Rule(new StopSettings(Loops: 3), next: new StepPosition(3, 1, 1, 1)));
        Assert.Null(Rule(new StopSettings(Loops: 3), next: null));
    }
}
