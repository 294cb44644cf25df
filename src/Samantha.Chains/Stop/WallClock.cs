namespace Samantha.Chains.Stop;

/// <summary>
/// When a clock on the wall shows a time. It knows the days on which a clock is put forward or back; it reads no clock itself.
/// </summary>
public static class WallClock
{
    /// <summary>
    /// The first moment after AfterUtc at which a clock in the zone shows the time. A time that a clock put forward leaves out
    /// counts as shown when it jumps over it; one that comes twice, when it comes first.
    /// </summary>
    public static DateTimeOffset NextUtc(DateTimeOffset afterUtc, TimeOnly time, TimeZoneInfo zone)
    {
        var start = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(afterUtc, zone).DateTime);
        for (var day = -1; ; day++)
        {
            // A zone may leave out a whole day, so the day after tomorrow can be the next one.
            if (Shown(start.AddDays(day).ToDateTime(time), zone).Where(at => at > afterUtc).Order().ToList() is [var first, ..])
            {
                return first;
            }
        }
    }

    private static IEnumerable<DateTimeOffset> Shown(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(local))
        {
            return zone.GetAmbiguousTimeOffsets(local).Select(offset => new DateTimeOffset(local, offset).ToUniversalTime());
        }

        // The last minute that the clock shows before the gap is one minute before the jump.
        var before = local;
        while (zone.IsInvalidTime(before))
        {
            before = before.AddMinutes(-1);
        }

        var at = new DateTimeOffset(before, zone.GetUtcOffset(before)).ToUniversalTime();
        return [before == local ? at : at.AddMinutes(1).AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute))];
    }
}
