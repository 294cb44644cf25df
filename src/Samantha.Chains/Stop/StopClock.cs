namespace Samantha.Chains.Stop;

/// <summary>
/// The time as the stop rules see it, given from outside: how long the session has been running (all its runs together), and
/// what the clock on the wall shows in Zone; and the disk, which is null where nobody measured it.
/// </summary>
public sealed record StopClock(TimeSpan Elapsed, DateTimeOffset NowUtc, TimeZoneInfo Zone, StopDisk? Disk = null)
{
    /// <summary>No time has passed. For chains and tests without rules about time.</summary>
    public static StopClock Zero { get; } = new(TimeSpan.Zero, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);
}
