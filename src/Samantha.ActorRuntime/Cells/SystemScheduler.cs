#nullable enable
using System.Collections.Concurrent;
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// The scheduler of a system, on the timers of a <see cref="TimeProvider"/>. Idle when nothing is scheduled; ends with the
/// system.
/// </summary>
internal sealed class SystemScheduler(TimeProvider time) : IScheduler, IDisposable
{
    private readonly ConcurrentDictionary<ScheduledTell, byte> _pending = new();
    private volatile bool _ended;

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, Timeout.InfiniteTimeSpan, receiver, message, sender, cancelable);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Add(initialDelay, interval, receiver, message, sender, cancelable);
    }

    public void Dispose()
    {
        _ended = true;
        foreach (var scheduled in _pending.Keys)
        {
            scheduled.Dispose();
        }
    }

    private void Add(
        TimeSpan delay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(message);
        if (_ended)
        {
            throw new SchedulerException("the scheduler has ended with its actor system");
        }

        if (cancelable is { IsCancellationRequested: true })
        {
            return;
        }

        var scheduled = new ScheduledTell(time, interval, () => receiver.Tell(message, sender), Forget);
        _pending.TryAdd(scheduled, 0);
        scheduled.Start(delay, cancelable?.Token ?? CancellationToken.None);
        if (_ended)
        {
            scheduled.Dispose();
        }
    }

    private void Forget(ScheduledTell scheduled) => _pending.TryRemove(scheduled, out _);
}
