using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Sessions;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Text;
using Samantha.Engine.Protocol;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// What the status line says, gathered from the news: model, step, phase, tokens, speed, context, and the time that the session
/// has worked, which stands still in a pause. It remembers the running step only and draws nothing.
/// </summary>
internal sealed class StatusText
{
    private readonly Plan? _plan;
    private readonly TimeProvider _time;
    private readonly long _started;
    private string _model = "";
    private string _phase = "starting";
    private StepPosition? _position;
    private int _contextTokens;
    private int _promptTokens;
    private int _previousTokens;
    private int _responseTokens;
    private long? _decodingSince;
    private long? _codeSince;
    private long? _pausedSince;
    private TimeSpan _pausedFor;
    private ImmutableArray<BudgetUse> _budgets = [];
    private TimeSpan _budgetsAt;
    private bool _isCounted;

    public StatusText(Plan? plan, TimeProvider time)
    {
        _plan = plan;
        _time = time;
        _started = time.GetTimestamp();
    }

    public string ModelName => _model;

    private bool IsPaused => _pausedSince is not null;

    private TimeSpan Worked => _time.GetElapsedTime(_started, _pausedSince ?? _time.GetTimestamp()) - _pausedFor;

    public void OnNews(SessionNews news)
    {
        switch (news)
        {
            case SessionEventRecorded recorded:
                OnEvent(recorded.Event);
                break;
            case StepDownloadProgressed download:
                At(download.Position, download.ModelName);
                string total = download.TotalBytes is { } bytes ? $" of {Amounts.Bytes(bytes)}" : "";
                _phase = $"downloading {Amounts.Bytes(download.ReceivedBytes)}{total}";
                break;
            case StepLoadProgressed load:
                At(load.Position, load.ModelName);
                _phase = $"loading ({PhaseName(load.Progress.Phase)} {load.Progress.Fraction * 100:0} %)";
                break;
            case StepPrefillProgressed prefill:
                _contextTokens = prefill.ContextTokens;
                _promptTokens = prefill.TotalTokens;
                _previousTokens = prefill.PreviousTokens;
                _phase = prefill.TotalTokens > 0 ? $"prefill {100L * prefill.DoneTokens / prefill.TotalTokens} %" : "prefill";
                break;
            case StepTextStreamed text:
                _decodingSince ??= _time.GetTimestamp();
                _responseTokens = text.ResponseTokens;
                _phase = "decoding";
                break;
            case StepCodeStarted:
                _codeSince = _time.GetTimestamp();
                break;
            case SessionBudgetsUsed used:
                _budgets = used.Budgets;
                _budgetsAt = Worked;
                _isCounted = true;
                break;
            default:
                break;
        }
    }

    public override string ToString()
    {
        var parts = new List<string>();
        if (_model.Length > 0)
        {
            parts.Add(TerminalSanitizer.SanitizeLine(_model));
        }

        if (_position is { } position)
        {
            parts.Add($"step {StepName(position)}");
        }

        parts.Add(Phase());
        if (_responseTokens > 0)
        {
            parts.Add(Amounts.Plural(_responseTokens, "token"));
        }

        if (Speed() is { } speed)
        {
            parts.Add($"{Amounts.PerSecond(speed)} tokens/s");
        }

        if (_contextTokens > 0 && _promptTokens > 0)
        {
            // What is fed back is what a cumulative chain runs out of.
            string previous = _previousTokens > 0 ? $" (previous {Amounts.Count(_previousTokens)})" : "";
            parts.Add($"context {Amounts.Count(_promptTokens + _responseTokens)}/{Amounts.Count(_contextTokens)}{previous}");
        }

        if (Budget() is { } budget)
        {
            parts.Add(BudgetWords.Of(budget));
        }

        parts.Add(Amounts.Elapsed(Worked));
        return string.Join(" | ", parts);
    }

    private void OnEvent(SessionEvent sessionEvent)
    {
        _codeSince = sessionEvent is CodeExecuted or StepStarted ? null : _codeSince;
        switch (sessionEvent)
        {
            case StepStarted step:
                At(step.Position, step.Model);
                _phase = "waiting";
                _promptTokens = 0;
                _previousTokens = 0;
                _responseTokens = 0;
                _decodingSince = null;
                _isCounted = false;
                break;
            case Chains.Sessions.ModelLoaded loaded:
                _contextTokens = loaded.ContextTokens;
                _phase = "loaded";
                break;
            case ResponseCommitted or StepFailed:
                _phase = "saved";
                break;
            case PauseRequested:
                _pausedSince ??= _time.GetTimestamp();
                break;
            case SessionContinued or SessionResumed:
                GoOn();
                break;
            case StopRequested request:
                _phase = request.Now ? "stopping" : _phase;
                break;
            default:
                break;
        }
    }

    private void GoOn()
    {
        if (_pausedSince is { } since)
        {
            _pausedFor += _time.GetElapsedTime(since);
            _pausedSince = null;
        }
    }

    private void At(StepPosition position, string model)
    {
        _position = position;
        _model = model;
    }

    private string StepName(StepPosition position)
    {
        if (_plan is null || !_plan.Contains(position) || _plan.TurnInOrder(position) is not { } number)
        {
            return position.StepId;
        }

        return _plan.TotalSteps is { } total ? $"{Amounts.Count(number)}/{Amounts.Count(total)}" : Amounts.Count(number);
    }

    private string Phase() => IsPaused
        ? "paused"
        : _codeSince is { } since
        ? string.Create(CultureInfo.InvariantCulture, $"python {_time.GetElapsedTime(since).TotalSeconds:0.0}s")
        : _phase;

    // The line has room for one: the limit that will end the session first.
    private BudgetUse? Budget() =>
        Budgets.Tightest(Budgets.Later(_budgets, Worked - _budgetsAt, _isCounted ? 0 : _responseTokens));

    // The first tokens come with the first update, so a speed from less than a blink says nothing.
    private double? Speed()
    {
        if (_decodingSince is not { } since)
        {
            return null;
        }

        double seconds = _time.GetElapsedTime(since).TotalSeconds;
        return !IsPaused && seconds >= 0.2 && _phase == "decoding" ? _responseTokens / seconds : null;
    }

    private static string PhaseName(LoadPhase phase) => phase switch
    {
        LoadPhase.Checking => "checking",
        LoadPhase.Reading => "reading",
        LoadPhase.Loading => "weights",
        _ => "context",
    };
}
