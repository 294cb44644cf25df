using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Simulation.Checking;

/// <summary>
/// The limits of one session, kept from its events alone: no step begins when one is reached, and none ends a session before.
/// </summary>
internal sealed class Books(StopSettings limits, Action<bool, string> require)
{
    private long _steps;
    private long _tokens;
    private long _loads;
    private long _failures;
    private bool _isLoaded;
    private TimeSpan _ran;
    private DateTimeOffset? _runsSince;
    private DateTimeOffset _last;

    public void Add(SessionEvent next)
    {
        switch (next)
        {
            case StepStarted started:
                Begin(started);
                break;
            case SessionStopped { Reason: SessionStopReason.StopRule } stopped:
                _ran = Ran(next.AtUtc);
                _runsSince = null;
                require(IsReached(stopped.Rule), $"the session was ended by {stopped.Rule} before that was reached: {this}");
                break;
            case SessionStopped or SessionFinished or PauseRequested:
                _ran = Ran(next.AtUtc);
                _runsSince = null;
                break;
            case SessionStarted or SessionContinued:
                _runsSince = next.AtUtc;
                break;
            case SessionResumed:
                _ran = Ran(_last); // What came after the last event before a crash is not known.
                (_runsSince, _failures, _isLoaded) = (next.AtUtc, 0, false);
                break;
            case ClockGapNoted gap when _runsSince is not null: // A pause counts nothing, asleep or not.
                _ran -= TimeSpan.FromMilliseconds(gap.GapMs);
                break;
            case ModelLoaded:
                _loads++;
                _isLoaded = true;
                break;
            case ResponseCommitted { StopReason: not (ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector) } done:
                _steps++;
                _tokens += done.ResponseTokens;
                _failures = 0;
                break;
            case StepFailed failed:
                _failures += failed.WillRetry ? 0 : 1;
                _isLoaded &= failed.Reason is not (StepFailureReason.EngineCrashed or StepFailureReason.EngineUnresponsive);
                break;
        }

        _last = next.AtUtc;
    }

    /// <summary>How long it ran by its own account, all runs together, without pauses, sleeps and what came after a crash.</summary>
    public TimeSpan Total => Ran(_last);

    public override string ToString() =>
        $"{_steps} steps, {_tokens} tokens, {_loads} loads, {_failures} failures in a row, {Ran(_last)}";

    private void Begin(StepStarted started)
    {
        require(
            !(limits.Steps <= _steps || limits.TotalTokens <= _tokens || limits.FailuresInARow <= _failures
                || limits.Loops < started.Position.Loop || limits.WallTime <= Ran(_last)),
            $"{started.Position} began although a limit was reached: {this}");
        require(
            _isLoaded || !(limits.Loads <= _loads),
            $"{started.Position} began with a load too many: {this}");
    }

    private bool IsReached(StopRule? rule) => rule switch
    {
        StopRule.Steps => _steps >= limits.Steps,
        StopRule.TotalTokens => _tokens >= limits.TotalTokens,
        StopRule.Loads => _loads >= limits.Loads,
        StopRule.FailuresInARow => _failures >= limits.FailuresInARow,
        StopRule.WallTime => _ran >= limits.WallTime,
        _ => true,
    };

    private TimeSpan Ran(DateTimeOffset now) => _ran + (_runsSince is { } since ? now - since : TimeSpan.Zero);
}
