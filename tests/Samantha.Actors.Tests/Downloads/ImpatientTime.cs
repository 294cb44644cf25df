namespace Samantha.Actors.Tests.Downloads;

/// <summary>A clock whose short timers take no time, so that pauses between attempts are counted instead of waited for.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(50);

    public List<TimeSpan> Pauses { get; } = [];

    /// <summary>Longer timers are stall limits: those run in real time.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero && dueTime < LongestPause)
        {
            Pauses.Add(dueTime);
            dueTime = TimeSpan.Zero;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
