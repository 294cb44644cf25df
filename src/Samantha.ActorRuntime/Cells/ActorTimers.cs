#nullable enable
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// The timers of one actor instance. A firing is a message to the actor itself with the timer's generation in it; one of an older
/// generation, or of an instance before a restart, is dropped on arrival.
/// </summary>
internal sealed class ActorTimers(LocalRef self) : ITimerScheduler
{
    private readonly Dictionary<object, ActiveTimer> _active = [];
    private long _generation;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        var (tick, cancelable) = Start(key, msg, repeats: true);
        self.System.Scheduler.ScheduleTellRepeatedly(initialDelay, interval, self, tick, ActorRefs.NoSender, cancelable);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        var (tick, cancelable) = Start(key, msg, repeats: false);
        self.System.Scheduler.ScheduleTellOnce(timeout, self, tick, ActorRefs.NoSender, cancelable);
    }

    public bool IsTimerActive(object key) => _active.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_active.Remove(key, out var timer))
        {
            timer.Cancelable.Cancel();
        }
    }

    public void CancelAll()
    {
        foreach (var timer in _active.Values)
        {
            timer.Cancelable.Cancel();
        }

        _active.Clear();
    }

    /// <summary>The message that is due, or null if the timer was cancelled or replaced since it fired.</summary>
    public object? Claim(TimerTick tick)
    {
        if (tick.Owner != this || !_active.TryGetValue(tick.Key, out var timer) || timer.Generation != tick.Generation)
        {
            return null;
        }

        if (!timer.Repeats)
        {
            _active.Remove(tick.Key);
        }

        return timer.Message;
    }

    private (TimerTick Tick, ICancelable Cancelable) Start(object key, object msg, bool repeats)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(msg);
        Cancel(key);
        var timer = new ActiveTimer(msg, ++_generation, repeats, new Cancelable(self.System.Scheduler));
        _active.Add(key, timer);
        return (new TimerTick(this, key, timer.Generation), timer.Cancelable);
    }

    private sealed record ActiveTimer(object Message, long Generation, bool Repeats, ICancelable Cancelable);
}
