#nullable enable
namespace Samantha.ActorRuntime.Cells;

/// <summary>What a parent knows about one child: its ref, whether it was told to stop, and how often it was restarted.</summary>
internal sealed class ChildEntry(LocalRef child)
{
    private int _restarts;
    private long _windowStart;

    public LocalRef Ref { get; } = child;

    /// <summary>Told to stop by its parent; its name is still taken.</summary>
    public bool Dying { get; set; }

    /// <summary>Counts a failure and says whether it may be answered by a restart.</summary>
    public bool MayRestart(RestartLimit limit, TimeProvider time)
    {
        if (limit is { RestartsMax: < 0, WindowMs: < 0 })
        {
            return true;
        }

        if (limit.WindowMs < 0)
        {
            return ++_restarts <= limit.RestartsMax;
        }

        // A window without a number means one restart per window: Akka.NET's rule, and actors rely on it.
        var restartsMax = limit.RestartsMax < 0 ? 1 : limit.RestartsMax;
        var now = time.GetTimestamp();
        if (_restarts == 0 || time.GetElapsedTime(_windowStart, now).TotalMilliseconds > limit.WindowMs)
        {
            _restarts = 0;
            _windowStart = now;
        }

        return ++_restarts <= restartsMax;
    }
}
