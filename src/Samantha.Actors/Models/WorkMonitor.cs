using Samantha.Chains.Watching;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>
/// Keeps the <see cref="WorkWatch"/> of the running job: signs of progress come from the engine client's thread, questions from
/// the ModelActor. It measures running time: a step of the clock that is longer than any between two questions was time in which
/// this process or the machine was stopped, and the engine with it. Nor does time count in which a response waits for a person.
/// </summary>
internal sealed class WorkMonitor(TimeProvider time, WatchdogSettings settings)
{
    /// <summary>Between two questions, as long as a job runs.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_stepMax = 5 * Interval;

    private readonly Lock _gate = new();
    private long _last = time.GetTimestamp();
    private double _runningMs;
    private bool _isHeld;
    private WorkWatch? _watch;

    public void BeginLoad(WorkRate rate) => Set((_, now) => WorkWatch.BeginLoad(rate, now));

    public void BeginResponse(WorkRate rate) => Set((_, now) => WorkWatch.BeginResponse(rate, now));

    public void Heard(LoadProgress _) => Set((watch, now) => watch?.OnLoadProgress(now));

    public void HeardLoaded() => Set((watch, now) => watch?.OnLoaded(now));

    public void Heard(GenerationUpdate update)
    {
        if (update is ResponseHeld held)
        {
            Hold(held.Waits);
            return;
        }

        Set((watch, now) => update switch
        {
            PrefillProgress prompt => watch?.OnPrompt(prompt.DoneTokens, prompt.TotalTokens, now),
            TokensGenerated tokens => watch?.OnTokens(tokens.ResponseTokens, now),
            _ => watch,
        });
    }

    /// <summary>The job is over; the result is what the model took, null when none was running.</summary>
    public WorkRate? End()
    {
        lock (_gate)
        {
            WorkRate? rate = _watch?.Rate;
            _watch = null;
            _isHeld = false;
            return rate;
        }
    }

    public WatchdogAlarm? Judge()
    {
        lock (_gate)
        {
            return _watch?.Judge(Now(), settings);
        }
    }

    private void Set(Func<WorkWatch?, double, WorkWatch?> change)
    {
        lock (_gate)
        {
            _watch = change(_watch, Now());
        }
    }

    /// <summary>A response that waits for a person makes no progress, and that is no fault of its engine.</summary>
    private void Hold(bool waits)
    {
        lock (_gate)
        {
            Now();
            _isHeld = waits;
        }
    }

    private double Now()
    {
        long now = time.GetTimestamp();
        _runningMs += _isHeld ? 0 : Math.Min(time.GetElapsedTime(_last, now).TotalMilliseconds, s_stepMax.TotalMilliseconds);
        _last = now;
        return _runningMs;
    }
}
