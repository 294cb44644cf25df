namespace Samantha.Engine.Client;

/// <summary>
/// Counts how long the engine has been silent. Time in which this process itself did not run (Ctrl-Z, a sleeping laptop)
/// does not count: the engine was stopped with it.
/// </summary>
internal sealed class SilenceWatch(TimeProvider time, int limitMs)
{
    public const int TickMs = 250;

    /// <summary>A tick that comes later than this says that this process was stopped, and counts only as this much.</summary>
    private const int TickCountedMaxMs = 4 * TickMs;

    /// <summary>A tick this late says that this process itself gets too little time to judge others.</summary>
    private const int TickLateMs = 2 * TickMs;

    private long _lastTick = time.GetTimestamp();
    private double _silentMs;
    private int _heard;
    private volatile bool _busy;

    public double SilentMs => _silentMs;

    /// <summary>The last tick came in time.</summary>
    public bool IsPunctual { get; private set; } = true;

    /// <summary>Called for every frame, from the reading thread.</summary>
    public void Heard() => Volatile.Write(ref _heard, 1);

    /// <summary>True while a frame is being handled: as long as nobody reads, silence says nothing about the engine.</summary>
    public void Handling(bool busy)
    {
        _busy = busy;
        Heard();
    }

    /// <summary>Called every <see cref="TickMs"/>; true when the limit is reached.</summary>
    public bool Tick()
    {
        long now = time.GetTimestamp();
        double elapsedMs = time.GetElapsedTime(_lastTick, now).TotalMilliseconds;
        _lastTick = now;
        IsPunctual = elapsedMs < TickLateMs;
        if (Interlocked.Exchange(ref _heard, 0) == 1 || _busy)
        {
            _silentMs = 0;
            return false;
        }

        _silentMs += Math.Min(elapsedMs, TickCountedMaxMs);
        return _silentMs >= limitMs;
    }
}
