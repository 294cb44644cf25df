using Samantha.Sandbox.Processes;

namespace Samantha.Engine.Client;

/// <summary>
/// Tells early what an engine that has fallen silent will not recover from by itself: a signal stopped it, or all its threads
/// sleep, the one with the heartbeat included. One that is starved (it wants to run, or waits for a disk) is given the whole
/// heartbeat timeout. Only looks that agree in a row count, and only those of a host that is itself in time.
/// </summary>
internal sealed class HangVerdict
{
    /// <summary>
    /// One missed heartbeat, and half the way to the next: a verdict comes when two are missed, and unless a look is late the death
    /// is told within two seconds.
    /// </summary>
    public const int SilentMinMs = 750;

    private const int StoppedLooks = 2;
    private const int AsleepLooks = 4;

    private int _stopped;
    private int _asleep;

    /// <summary>The reason as the middle of a sentence about the engine; null when there is none (yet).</summary>
    public string? Look(double silentMs, bool hostIsPunctual, Func<ProcessVitals?> read)
    {
        if (silentMs < SilentMinMs || !hostIsPunctual || read() is not { } vitals)
        {
            (_stopped, _asleep) = (0, 0);
            return null;
        }

        _stopped = vitals.IsStopped ? _stopped + 1 : 0;
        _asleep = vitals.IsAsleep ? _asleep + 1 : 0;
        return _stopped >= StoppedLooks ? "a signal stopped it"
            : _asleep >= AsleepLooks ? "all its threads sleep"
            : null;
    }
}
