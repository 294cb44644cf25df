using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Watching;

namespace Samantha.Chains.Reports;

/// <summary>
/// Folds the events of a session into a report, one after the other; its size does not grow with the number of steps. Pure: the
/// clock and the disk come from outside.
/// </summary>
public sealed class SessionReporter
{
    private readonly SortedDictionary<StepFailureReason, long> _failures = [];
    private readonly SortedDictionary<StepFailureReason, long> _retries = [];
    private readonly SortedDictionary<ResponseStopReason, long> _endings = [];
    private readonly SortedDictionary<CodeRunEnd, long> _programs = [];
    private readonly SortedDictionary<CodeLimit, long> _limits = [];
    private readonly SortedDictionary<(HealthDetector, HealthAction), long> _findings = [];
    private readonly SortedDictionary<string, ModelLoads> _loads = new(StringComparer.Ordinal);
    private readonly SpeedSlices _speed = new();
    private readonly VariedSettings _varied = new();
    private SessionState _state = SessionState.Empty;
    private SessionEvent? _end;
    private ModelSwaps _swaps = ModelSwaps.None;
    private TimeSpan _load, _prefill, _decode, _code, _asleep;
    private int _pauses, _replacements, _recycled;
    private int _runs = 1, _crashes, _stops, _skipped, _loadsFailed, _withError;
    private long _trims, _trimmed, _files;

    /// <summary>Where the session stands after the events so far.</summary>
    public SessionState State => _state;

    /// <summary>The report of a whole session; null when there is no beginning.</summary>
    public static SessionReport? Of(IEnumerable<SessionEvent> events, StopClock? clock = null)
    {
        var reporter = new SessionReporter();
        foreach (var happened in events)
        {
            reporter.Add(happened);
        }

        return reporter.Build(clock);
    }

    /// <exception cref="SessionInvariantException">The event cannot follow those before it.</exception>
    public void Add(SessionEvent happened)
    {
        bool wasRunning = _state.Status == SessionStatus.Running;
        _state = _state.Apply(happened);
        switch (happened)
        {
            case SessionResumed or SessionBranched:
                Resume(happened, wasRunning);
                break;
            case StepStarted started:
                _varied.Add(started.Hyperparameters);
                break;
            case ModelLoaded loaded:
                Load(loaded);
                break;
            case ModelLoadFailed:
                _loadsFailed++;
                break;
            case ResponseCommitted committed:
                Commit(committed);
                break;
            case CodeExecuted executed:
                Execute(executed.Outcome);
                break;
            case StepFailed failed:
                Count(failed.WillRetry ? _retries : _failures, failed.Reason);
                break;
            case HealthFinding finding:
                Count(_findings, (finding.Detector, finding.Action));
                break;
            case ModelSkipped:
                _skipped++;
                break;
            case FeedbackTrimmed trimmed:
                _trims++;
                _trimmed += trimmed.DroppedCharacters;
                break;
            case StopRequested:
                _stops++;
                break;
            case PauseRequested:
                _pauses++;
                break;
            case PreviousResponseReplaced:
                _replacements++;
                break;
            case EngineRecycled:
                _recycled++;
                break;
            case ClockGapNoted { Kind: not ClockGapKind.ClockChanged } gap:
                _asleep += Milliseconds(gap.GapMs);
                break;
            case SessionStopped or SessionFinished:
                _end = happened;
                break;
            default:
                break;
        }
    }

    /// <summary>Null before the first event.</summary>
    /// <param name="clock">For limits of time and disk of a session that runs; null: as of the last event.</param>
    public SessionReport? Build(StopClock? clock = null)
    {
        if (_state.Chain is not { } chain)
        {
            return null;
        }

        var at = clock ?? new StopClock(_state.Elapsed(_state.LastAtUtc), _state.LastAtUtc, TimeZoneInfo.Utc);
        return new SessionReport
        {
            Session = _state.SessionId,
            Chain = chain.Name,
            Status = _state.Status,
            EndMessage = _end switch
            {
                SessionStopped stopped => stopped.Message,
                SessionFinished => "The plan is done.",
                _ => "",
            },
            BranchOf = _state.Origin?.FromSession ?? "",
            StartedAtUtc = _state.StartedAtUtc,
            LastAtUtc = _state.LastAtUtc,
            Running = at.Elapsed,
            Runs = _runs,
            Crashes = _crashes,
            StepsAnswered = _state.StepsAnswered,
            StepsFailed = _state.StepsFailed,
            StepsTotal = Plan.Create(chain, _state.BaseSeed).TotalSteps,
            PromptTokens = _state.PromptTokens,
            ResponseTokens = _state.ResponseTokens,
            Time = new TimeShares(_load, _prefill, _decode, _code),
            Failures = Tallies(_failures),
            Retries = Tallies(_retries),
            Endings = Tallies(_endings),
            StopsRequested = _stops,
            Pauses = _pauses,
            Replacements = _replacements,
            EnginesReplaced = _recycled,
            Asleep = _asleep,
            ModelsSkipped = _skipped,
            Trims = _trims,
            TrimmedCharacters = _trimmed,
            Loads = [.. _loads.Values],
            LoadsFailed = _loadsFailed,
            Swaps = _swaps,
            Programs = Tallies(_programs),
            ProgramsWithError = _withError,
            CodeLimits = Tallies(_limits),
            FilesProduced = _files,
            BytesProduced = _state.ProducedBytes,
            Findings = [.. _findings.Select(entry => new FindingTally(entry.Key.Item1, entry.Key.Item2, entry.Value))],
            Speed = _speed.Build(),
            Varied = _varied.Names,
            Budgets = Stop.Budgets.Of(_state, at),
        };
    }

    // The resumption that follows a branch is the beginning of its first run.
    private void Resume(SessionEvent happened, bool wasRunning)
    {
        if (happened is SessionBranched || !(wasRunning && _state.Origin is { } origin && origin.Sequence == happened.Sequence - 1))
        {
            _runs++;

            // What a steered branch was copied from ran on.
            _crashes += wasRunning && happened is not SessionBranched { Steered: not null } ? 1 : 0;
        }

        _end = null;
    }

    private void Load(ModelLoaded loaded)
    {
        var took = Milliseconds(loaded.LoadMs);
        _load += took;
        _swaps = loaded.SwapMs is { } swap ? _swaps.With(Milliseconds(swap)) : _swaps;
        var before = _loads.GetValueOrDefault(loaded.Model) ?? new ModelLoads(loaded.Model, 0, TimeSpan.Zero, TimeSpan.Zero);
        _loads[loaded.Model] = before with
        {
            Count = before.Count + 1, Total = before.Total + took, Longest = took > before.Longest ? took : before.Longest,
        };
    }

    private void Commit(ResponseCommitted committed)
    {
        _prefill += Milliseconds(committed.PrefillMs);
        _decode += Milliseconds(committed.DecodeMs);
        Count(_endings, committed.StopReason);
        _speed.Add(_state.Elapsed(committed.AtUtc).TotalSeconds, committed.ResponseTokens, committed.DecodeMs / 1000);
    }

    private void Execute(CodeOutcome outcome)
    {
        _code += Milliseconds(outcome.DurationMs);
        Count(_programs, outcome.End);
        _withError += outcome is { End: CodeRunEnd.Exited, ExitCode: not 0 } ? 1 : 0;
        _files += outcome.Files.IsDefaultOrEmpty ? 0 : outcome.Files.Length;
        foreach (var limit in outcome.Limits.IsDefaultOrEmpty ? [] : outcome.Limits)
        {
            Count(_limits, limit);
        }
    }

    private static void Count<T>(SortedDictionary<T, long> tally, T what)
        where T : notnull => tally[what] = tally.GetValueOrDefault(what) + 1;

    private static ImmutableArray<Tally<T>> Tallies<T>(SortedDictionary<T, long> counts)
        where T : struct, Enum => [.. counts.Select(entry => new Tally<T>(entry.Key, entry.Value))];

    // A journal of somebody else may hold any number.
    private static TimeSpan Milliseconds(double value) => double.IsFinite(value) && value > 0
        ? TimeSpan.FromMilliseconds(Math.Min(value, TimeSpan.FromDays(3650).TotalMilliseconds))
        : TimeSpan.Zero;
}
