namespace Samantha.Simulation.Runtime;

/// <summary>
/// A clock that stands still until the simulation moves it to the next thing that is due: a timer of the program, or something that
/// the simulated world does. What is due at the same moment comes in the order in which it was asked for.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Due, (long Ticks, long Number)> _due = new();
    private long _nowTicks;
    private long _number;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(_nowTicks);

    /// <summary>The part of the time in which nothing ran, because the machine slept.</summary>
    public TimeSpan Slept { get; private set; }

    public TimeSpan Awake => Elapsed - Slept;

    /// <summary>How long until the next thing is due; null when nothing is.</summary>
    public TimeSpan? Next
    {
        get
        {
            while (_due.TryPeek(out Due? first, out (long Ticks, long) key))
            {
                if (!first.IsCancelled)
                {
                    return TimeSpan.FromTicks(Math.Max(0, key.Ticks - _nowTicks));
                }

                _due.Dequeue();
            }

            return null;
        }
    }

    public override DateTimeOffset GetUtcNow() => s_start.AddTicks(_nowTicks);

    public override long GetTimestamp() => _nowTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(this, () => callback(state), dueTime, period);

    public void After(TimeSpan delay, Action action) => Add(delay, new Due(action));

    /// <summary>Moves the clock to the next thing that is due and does it.</summary>
    public void DoNext()
    {
        while (_due.TryDequeue(out Due? first, out (long Ticks, long) key))
        {
            if (first.IsCancelled)
            {
                continue;
            }

            _nowTicks = Math.Max(_nowTicks, key.Ticks);
            first.Action();
            return;
        }
    }

    /// <summary>The machine sleeps with all that is in it; what was due meanwhile comes when it wakes.</summary>
    public void Sleep(TimeSpan length)
    {
        _nowTicks += length.Ticks;
        Slept += length;
    }

    /// <summary>The program is gone, and its timers with it.</summary>
    public void Clear() => _due.Clear();

    private void Add(TimeSpan delay, Due due) => _due.Enqueue(due, (_nowTicks + Math.Max(0, delay.Ticks), _number++));

    private sealed class Due(Action action)
    {
        public Action Action => action;

        public bool IsCancelled { get; set; }
    }

    private sealed class VirtualTimer : ITimer
    {
        private readonly VirtualTime _time;
        private readonly Action _callback;
        private TimeSpan _period;
        private Due? _armed;

        public VirtualTimer(VirtualTime time, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            (_time, _callback) = (time, callback);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _armed = new Due(Fire);
                _time.Add(dueTime, _armed);
            }

            return true;
        }

        public void Dispose()
        {
            if (_armed is { } armed)
            {
                armed.IsCancelled = true;
                _armed = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            _armed = null;
            if (_period > TimeSpan.Zero)
            {
                _armed = new Due(Fire);
                _time.Add(_period, _armed);
            }

            _callback();
        }
    }
}
