using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Tests.Sessions;
using Samantha.Chains.Watching;

namespace Samantha.Chains.Tests.Watching;

/// <summary>Sleep, stops and changed dates: what is noticed, and that limits of time stay right.</summary>
public class ClockGapTests
{
    private static readonly TimeSpan s_due = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset s_wall = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1_000, 1_000, 1_000)]
    [InlineData(9_000, 9_000, 9_000)] // A busy machine.
    [InlineData(1_000, 2_900, 1_000)] // A time server.
    [InlineData(1_000, -900, 1_000)]
    public void Small_differences_say_nothing(double ranMs, double wallMs, double bootMs) =>
        Assert.Empty(Between(ranMs, wallMs, bootMs));

    [Theory]
    [InlineData(1_000, 3_601_000, 3_601_000, ClockGapKind.MachineSuspended, 3_600_000)]
    [InlineData(1_000, 3_601_000, 1_000, ClockGapKind.ClockChanged, 3_600_000)]
    [InlineData(1_000, -3_599_000, 1_000, ClockGapKind.ClockChanged, -3_600_000)]
    [InlineData(61_000, 61_000, 61_000, ClockGapKind.ProcessStopped, 60_000)]
    public void Each_gap_has_its_kind_and_length(double ranMs, double wallMs, double bootMs, ClockGapKind kind, double gapMs)
    {
        var gap = Assert.Single(Between(ranMs, wallMs, bootMs));

        Assert.Equal((kind, gapMs), (gap.Kind, gap.Length.TotalMilliseconds));
    }

    [Fact]
    public void A_stopped_process_on_a_machine_that_slept_and_got_another_date_has_all_three() =>
        Assert.Equal(
            [(ClockGapKind.ProcessStopped, 60.0), (ClockGapKind.MachineSuspended, 600.0), (ClockGapKind.ClockChanged, -300.0)],
            Between(61_000, 361_000, 661_000).Select(gap => (gap.Kind, gap.Length.TotalSeconds)));

    [Fact]
    public void Without_a_clock_since_the_boot_a_sleep_is_a_changed_date() =>
        Assert.Equal(
            ClockGapKind.ClockChanged,
            Assert.Single(ClockGaps.Between(new(0, s_wall, null), new(1_000, s_wall.AddHours(1), null), s_due)).Kind);

    [Theory]
    [InlineData(ClockGapKind.MachineSuspended, 8.0)]
    [InlineData(ClockGapKind.ProcessStopped, 8.0)]
    [InlineData(ClockGapKind.ClockChanged, 8.0)]
    [InlineData(ClockGapKind.ClockChanged, -48.0)]
    public void A_gap_counts_in_no_elapsed_time(ClockGapKind kind, double hours)
    {
        var session = Started();
        var now = s_wall.AddHours(1 + hours);
        var state = session.Apply(new ClockGapNoted(2, now, kind, hours * 3_600_000));

        Assert.Equal(TimeSpan.FromHours(1), state.Elapsed(now));
        state = state.Apply(new SessionStopped(3, now.AddHours(1), SessionStopReason.UserNow, "stopped"))
            .Apply(new SessionResumed(4, now.AddHours(5), "1"));
        Assert.Equal(TimeSpan.FromHours(2.5), state.Elapsed(now.AddHours(5.5)));
    }

    [Theory]
    [InlineData(ClockGapKind.MachineSuspended, 8.0)]
    [InlineData(ClockGapKind.ProcessStopped, 8.0)]
    [InlineData(ClockGapKind.ClockChanged, 48.0)]
    [InlineData(ClockGapKind.ClockChanged, -48.0)]
    public void What_happens_to_the_clocks_in_a_pause_changes_nothing_after_it(ClockGapKind kind, double hours)
    {
        var now = s_wall.AddHours(2 + hours);
        var paused = Started().Apply(new PauseRequested(2, s_wall.AddHours(1), "test"))
            .Apply(new ClockGapNoted(3, now, kind, hours * 3_600_000));
        var going = paused.Apply(new SessionContinued(4, now, "test"));

        Assert.Equal(TimeSpan.FromHours(1), paused.Elapsed(now));
        Assert.Equal(TimeSpan.FromHours(1.5), going.Elapsed(now.AddHours(0.5)));
    }

    // Whoever lets it go on at eight knows what time it is, as one who resumes a session does.
    [Theory]
    [InlineData(23, 31)]
    [InlineData(32, 55)]
    public void A_session_that_may_run_until_seven_and_slept_in_a_pause_ends_at_the_first_seven_after_it(int goesOnAtHour, int endsAtHour)
    {
        var midnight = s_wall.AddHours(-s_wall.Hour);
        var (now, end) = (midnight.AddHours(goesOnAtHour), midnight.AddHours(endsAtHour));
        var going = Started().Apply(new PauseRequested(2, s_wall.AddMinutes(10), "test"))
            .Apply(new ClockGapNoted(3, now, ClockGapKind.MachineSuspended, (now - s_wall).TotalMilliseconds / 2))
            .Apply(new SessionContinued(4, now, "test"));

        Assert.Null(Until(going, end.AddMinutes(-1)));
        Assert.Equal(StopRule.Until, Until(going, end)?.Rule);
    }

    [Fact]
    public void A_session_that_may_run_until_a_time_ends_when_the_machine_slept_past_it()
    {
        var now = s_wall.AddHours(34);
        var state = Started().Apply(new ClockGapNoted(2, now, ClockGapKind.MachineSuspended, 33 * 3_600_000.0));

        Assert.Equal(StopRule.Until, Until(state, now)?.Rule);
    }

    [Fact]
    public void A_clock_that_jumps_from_its_first_day_to_today_ends_no_session_that_may_run_until_a_time()
    {
        var now = s_wall.AddYears(50);
        var state = Started().Apply(new ClockGapNoted(2, now, ClockGapKind.ClockChanged, (now - s_wall).TotalMilliseconds));

        Assert.Null(Until(state, now));
        Assert.Equal(StopRule.Until, Until(state, now.AddHours(9))?.Rule);
    }

    private static StopDecision? Until(SessionState state, DateTimeOffset now) => StopRules.Evaluate(
        state.Chain!, state, null, null, null, new StopClock(state.Elapsed(now), now, TimeZoneInfo.Utc));

    private static SessionState Started() => SessionState.Empty.Apply(new SessionStarted(
        1, s_wall, "s", ChainJson.Serialize(TestChains.Of("a", "1") with { Stop = new StopSettings { Until = new TimeOnly(7, 0) } }),
        "f", 1, "1"));

    private static ImmutableArray<ClockGap> Between(double ranMs, double wallMs, double bootMs) => ClockGaps.Between(
        new ClockReading(5_000, s_wall, 9_000), new ClockReading(5_000 + ranMs, s_wall.AddMilliseconds(wallMs), 9_000 + bootMs),
        s_due);
}
