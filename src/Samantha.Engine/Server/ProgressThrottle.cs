using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>Passes load progress on when the phase changes or ends, and otherwise at most twenty times a second.</summary>
internal sealed class ProgressThrottle(Action<LoadProgress> send, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private LoadPhase? _phase;
    private long _lastSent;

    public void Report(LoadProgress progress)
    {
        if (progress.Phase != _phase || progress.Fraction >= 1 || time.GetElapsedTime(_lastSent) >= Interval)
        {
            _phase = progress.Phase;
            _lastSent = time.GetTimestamp();
            send(progress with { Fraction = Math.Clamp(double.IsFinite(progress.Fraction) ? progress.Fraction : 0, 0, 1) });
        }
    }
}
