using System.Globalization;
using FsCheck.Fluent;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Stop;

public class WallClockTests
{
    // Written out, so that no test depends on the machine's own table of zones.
    private static readonly TimeZoneInfo s_berlin = Zone(TimeSpan.FromHours(1), (3, 5, 2), (10, 5, 3));
    private static readonly TimeZoneInfo s_newYork = Zone(TimeSpan.FromHours(-5), (3, 2, 2), (11, 1, 2));

    [Theory]
    [InlineData("2026-01-10T20:00Z", "07:00", "2026-01-11T06:00Z")]
    [InlineData("2026-01-10T05:59Z", "07:00", "2026-01-10T06:00Z")]
    [InlineData("2026-01-10T06:00Z", "07:00", "2026-01-11T06:00Z")]
    [InlineData("2026-07-10T20:00Z", "07:00", "2026-07-11T05:00Z")]
    [InlineData("2026-03-28T20:00Z", "07:00", "2026-03-29T05:00Z")]
    [InlineData("2026-10-24T20:00Z", "07:00", "2026-10-25T06:00Z")]
    [InlineData("2026-12-31T22:30Z", "00:00", "2026-12-31T23:00Z")]
    public void The_next_time_is_the_one_on_the_local_clock(string after, string time, string expected) =>
        Assert.Equal(At(expected), WallClock.NextUtc(At(after), Time(time), s_berlin));

    [Fact]
    public void A_time_that_the_clock_jumps_over_counts_when_it_jumps() =>
        Assert.Equal(At("2026-03-29T01:00Z"), WallClock.NextUtc(At("2026-03-28T20:00Z"), Time("02:30"), s_berlin));

    [Fact]
    public void After_the_jump_the_time_comes_the_next_day() =>
        Assert.Equal(At("2026-03-30T00:30Z"), WallClock.NextUtc(At("2026-03-29T01:00Z"), Time("02:30"), s_berlin));

    [Fact]
    public void A_time_that_comes_twice_counts_when_it_comes_first_and_again_for_who_starts_in_between()
    {
        Assert.Equal(At("2026-11-01T05:30Z"), WallClock.NextUtc(At("2026-11-01T00:00Z"), Time("01:30"), s_newYork));
        Assert.Equal(At("2026-11-01T06:30Z"), WallClock.NextUtc(At("2026-11-01T05:45Z"), Time("01:30"), s_newYork));
        Assert.Equal(At("2026-11-02T06:30Z"), WallClock.NextUtc(At("2026-11-01T06:30Z"), Time("01:30"), s_newYork));
    }

    [Fact]
    public void The_next_time_is_after_the_start_within_a_day_and_the_clock_shows_it_then() =>
        Properties.Hold(
            from minutes in Gen.Choose(0, 2 * 365 * 24 * 60)
            from time in Gen.Choose(0, 24 * 60 - 1)
            from zone in Gen.Elements(s_berlin, s_newYork, TimeZoneInfo.Utc)
            select (Start: At("2025-06-01T00:00Z").AddMinutes(minutes), Time: TimeOnly.MinValue.AddMinutes(time), Zone: zone),
            sample =>
            {
                var next = WallClock.NextUtc(sample.Start, sample.Time, sample.Zone);
                var shown = TimeZoneInfo.ConvertTime(next, sample.Zone);
                var before = TimeZoneInfo.ConvertTime(next.AddMinutes(-1), sample.Zone);
                var isShown = TimeOnly.FromDateTime(shown.DateTime) == sample.Time;
                var isJumpedOver = before.TimeOfDay < sample.Time.ToTimeSpan() && shown.TimeOfDay > sample.Time.ToTimeSpan();
                return next > sample.Start && next <= sample.Start.AddHours(25) && (isShown || isJumpedOver);
            },
            2000);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(
        TimeSpan offset, (int Month, int Week, int Hour) forward, (int Month, int Week, int Hour) back)
    {
        static TimeZoneInfo.TransitionTime Sunday((int Month, int Week, int Hour) at) =>
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(
                new DateTime(1, 1, 1, at.Hour, 0, 0), at.Month, at.Week, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), Sunday(forward), Sunday(back));
        return TimeZoneInfo.CreateCustomTimeZone("test", offset, "test", "test", "test", [rule]);
    }
}
