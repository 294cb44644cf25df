using Samantha.Actors.Steps;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's sixth part: what the watchdog knew of an engine that it ended, and time on the clock in which the session
/// did not run. Both are recorded; the decisions are those of Samantha.Chains/Watching.
/// </summary>
public sealed partial class ChainSession
{
    private const string ClockTimer = "clock";

    private static readonly TimeSpan s_clockInterval = TimeSpan.FromSeconds(1);

    private ClockReading? _clock;

    private void ReceiveWatching() => Receive<ReadClocks>(_ => NoteClockGaps());

    /// <summary>From the moment on at which the run begins, which is before its first event is durable.</summary>
    private void StartClock() => _clock = MachineClocks.Read(_context.Time);

    private void WatchClock()
    {
        NoteClockGaps();
        Timers.StartPeriodicTimer(ClockTimer, ReadClocks.Instance, s_clockInterval);
    }

    // Before every decision and every event too: whoever wakes first after a sleep must not decide by a clock that jumped, and an
    // event behind the sleep, then a crash, would count it as running time.
    private void NoteClockGaps()
    {
        if (_ended || _clock is not { } before || _writes.State.Status != SessionStatus.Running)
        {
            return;
        }

        ClockReading now = MachineClocks.Read(_context.Time);
        _clock = now;
        foreach (ClockGap gap in ClockGaps.Between(before, now, s_clockInterval))
        {
            Record((n, at) => new ClockGapNoted(n, at, gap.Kind, gap.Length.TotalMilliseconds), Nothing);
        }
    }

    private void RecordSnapshot(RunningStep done, StepBroken broken)
    {
        if (broken.Snapshot is { Alarm: var alarm } snapshot)
        {
            Record(
                (n, at) => new EngineRecycled(
                    n, at, broken.Position, done.Order.Attempt, done.Order.Step.Model.Name, alarm.Phase, alarm.SilentMs,
                    alarm.LimitMs, alarm.ExpectedMs, alarm.ResponseTokens, alarm.TokensPerSecond, snapshot.EngineMemoryBytes,
                    snapshot.AvailableMemoryBytes, alarm.Message),
                Nothing);
        }
    }

    private sealed record ReadClocks
    {
        public static ReadClocks Instance { get; } = new();
    }
}
