using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Host.Running;
using Samantha.Host.Terminal;

namespace Samantha.Host.Tests.Running;

/// <summary>The status line while a program runs.</summary>
public sealed class StatusTextTests
{
    private static readonly SessionId Session = SessionId.Parse("20261122-1001-first-aaaa");

    private static readonly StepPosition Step = new(1, 1, 1, 1);

    [Fact]
    public void A_running_program_is_a_phase_with_its_time_until_it_has_an_outcome()
    {
        var time = new SteppedTime();
        var status = new StatusText(null, time);
        status.OnNews(new StepCodeStarted(Session, Step, "bubblewrap", "its self-test passed"));
        time.Advance(TimeSpan.FromMilliseconds(1_240));
        Assert.Contains("python 1.2s", status.ToString(), StringComparison.Ordinal);
        var outcome = new CodeOutcome { End = CodeRunEnd.Exited, ExitCode = 0 };
        status.OnNews(new SessionEventRecorded(Session, new CodeExecuted(1, DateTimeOffset.UnixEpoch, Step, 1, outcome)));
        Assert.DoesNotContain("python", status.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tightest_limit_and_what_is_fed_back_stand_in_the_line_and_go_on_with_the_clock()
    {
        var time = new SteppedTime();
        var status = new StatusText(null, time);
        BudgetUse[] uses =
        [
            new(StopRule.WallTime, BudgetUnit.Seconds, 60, 120), new(StopRule.TotalTokens, BudgetUnit.Count, 500, 1000),
        ];
        status.OnNews(new SessionBudgetsUsed(Session, [.. uses], null));
        status.OnNews(new SessionEventRecorded(Session, new StepStarted(
            1, DateTimeOffset.UnixEpoch, Step, 1, "m", Chains.Settings.Hyperparameters.Default, 1, "", "", "p")));
        status.OnNews(new StepPrefillProgressed(Session, Step, 10, 400, 512, 300));
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Contains("context 400/512 (previous 300)", status.ToString(), StringComparison.Ordinal);
        Assert.Contains("time 1 min 12 s of 2 min", status.ToString(), StringComparison.Ordinal);
        status.OnNews(new StepTextStreamed(Session, Step, 1, "x", 450));
        Assert.Contains("tokens 950 of 1,000", status.ToString(), StringComparison.Ordinal);
        status.OnNews(new SessionBudgetsUsed(Session, [.. uses.Select(use => use with { Used = use.Limit / 4 })], null));
        Assert.Contains("of 2 min", status.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_and_the_limit_on_it_stand_still_in_a_pause()
    {
        var time = new SteppedTime();
        var status = new StatusText(null, time);
        status.OnNews(new SessionBudgetsUsed(Session, [new(StopRule.WallTime, BudgetUnit.Seconds, 60, 300)], null));
        time.Advance(TimeSpan.FromSeconds(65));
        status.OnNews(new SessionEventRecorded(Session, new PauseRequested(1, DateTimeOffset.UnixEpoch, "test")));
        time.Advance(TimeSpan.FromHours(3));
        string paused = status.ToString();
        status.OnNews(new SessionEventRecorded(Session, new SessionContinued(2, DateTimeOffset.UnixEpoch, "test")));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.StartsWith("paused | ", paused, StringComparison.Ordinal);
        Assert.EndsWith("time 2 min 5 s of 5 min | " + Amounts.Elapsed(TimeSpan.FromSeconds(65)), paused, StringComparison.Ordinal);
        Assert.EndsWith(
            "time 2 min 10 s of 5 min | " + Amounts.Elapsed(TimeSpan.FromSeconds(70)), status.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A clock that moves when it is told to.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
