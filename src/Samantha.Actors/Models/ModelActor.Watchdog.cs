using Microsoft.Extensions.Logging;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;
using Samantha.Engine.Server;

namespace Samantha.Actors.Models;

/// <summary>
/// The watchdog over the running job: an engine that lives but gets nowhere is ended like one that died, with a snapshot of what
/// was known. When that is, <see cref="WorkWatch"/> decides.
/// </summary>
public sealed partial class ModelActor
{
    private const string WatchTimer = "watch";

    /// <summary>More files than anybody uses in one run; then the memory starts anew.</summary>
    private const int RatesMax = 256;

    private readonly Dictionary<ModelFileIdentity, WorkRate> _rates = [];
    private readonly WorkMonitor _monitor;
    private EngineSnapshot? _alarm;

    public ITimerScheduler Timers { get; set; } = null!;

    private void WatchLoad(ModelJob job)
    {
        _monitor.BeginLoad(RateOf(job));
        LookEverySecond();
    }

    private void WatchResponse(ModelJob job)
    {
        _monitor.BeginResponse(RateOf(job));
        LookEverySecond();
    }

    private void LookEverySecond()
    {
        if (_place.Engines.Watchdog.IsOn)
        {
            Timers.StartPeriodicTimer(WatchTimer, LookAtWork.Instance, WorkMonitor.Interval);
        }
    }

    private WorkRate RateOf(ModelJob job) =>
        _rates.GetValueOrDefault(ModelFileIdentity.Of(job.Model.Load.ModelPath), WorkRate.Unknown);

    private void EndWatch(ModelJob job)
    {
        Timers.Cancel(WatchTimer);
        if (_monitor.End() is { } rate)
        {
            if (_rates.Count >= RatesMax)
            {
                _rates.Clear();
            }

            _rates[ModelFileIdentity.Of(job.Model.Load.ModelPath)] = rate;
        }
    }

    private void LookAtRunningWork()
    {
        if (_running is null || _alarm is not null || _monitor.Judge() is not { } alarm)
        {
            return;
        }

        _alarm = new EngineSnapshot(alarm, _engine?.Client.ResidentBytes, AvailableMemory.ReadBytes());
        _log.LogError(
            "watchdog: {Model}: {Message}; phase {Phase}, {Tokens} tokens, {Rate} tokens/s, engine memory {EngineBytes}, "
            + "available {AvailableBytes}",
            _running.Job.Model.Name, alarm.Message, alarm.Phase, alarm.ResponseTokens, alarm.TokensPerSecond,
            _alarm.EngineMemoryBytes, _alarm.AvailableMemoryBytes);
        if (_engine is { } engine)
        {
            engine.Client.Kill();
        }
        else
        {
            _cancel!.Cancel(); // It is being loaded; that ends the process too.
        }
    }

    private JobFailed FailedByWatchdog(ModelJob job, ModelFileIdentity file, EngineSnapshot snapshot, bool whileLoading)
    {
        DropEngine();
        _crashes = _crashes.AfterCrash(file);
        return new JobFailed(
            job.Job, StepFailureReason.EngineUnresponsive, snapshot.Alarm.Message, whileLoading, !_crashes.IsQuarantined(file))
        {
            Snapshot = snapshot,
        };
    }

    private sealed record LookAtWork
    {
        public static LookAtWork Instance { get; } = new();
    }
}
