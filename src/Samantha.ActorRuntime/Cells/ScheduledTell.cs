#nullable enable
namespace Samantha.ActorRuntime.Cells;

/// <summary>One scheduled message, once or repeated. Never early: a timer that fires before its time is armed again.</summary>
internal sealed class ScheduledTell(TimeProvider time, TimeSpan interval, Action tell, Action<ScheduledTell> onEnd) : IDisposable
{
    private readonly Lock _changing = new();
    private ITimer? _timer;
    private CancellationTokenRegistration _registration;
    private TimeSpan _delay;
    private long _armedAt;
    private bool _ended;

    private bool Repeats => interval > TimeSpan.Zero;

    public void Start(TimeSpan delay, CancellationToken cancellation)
    {
        lock (_changing)
        {
            _armedAt = time.GetTimestamp();
            _delay = delay;
            _timer = time.CreateTimer(static state => ((ScheduledTell)state!).Fire(), this, RoundUp(delay),
                Timeout.InfiniteTimeSpan);
        }

        var registration = cancellation.UnsafeRegister(static state => ((ScheduledTell)state!).Dispose(), this);
        lock (_changing)
        {
            _registration = registration;
            if (!_ended)
            {
                return;
            }
        }

        registration.Unregister();
    }

    public void Dispose()
    {
        CancellationTokenRegistration registration;
        lock (_changing)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            registration = _registration;
            _timer?.Dispose();
        }

        registration.Unregister();
        onEnd(this);
    }

    private void Fire()
    {
        lock (_changing)
        {
            if (_ended)
            {
                return;
            }

            var left = _delay - time.GetElapsedTime(_armedAt);
            if (left > TimeSpan.Zero)
            {
                _timer!.Change(RoundUp(left), Timeout.InfiniteTimeSpan);
                return;
            }

            if (Repeats)
            {
                // From now, not from when it was due: a machine that slept must not be answered with a burst.
                _armedAt = time.GetTimestamp();
                _delay = interval;
                _timer!.Change(RoundUp(interval), Timeout.InfiniteTimeSpan);
            }
        }

        tell();
        if (!Repeats)
        {
            Dispose();
        }
    }

    /// <summary>The timers of .NET count whole milliseconds and cut fractions off.</summary>
    private static TimeSpan RoundUp(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
}
