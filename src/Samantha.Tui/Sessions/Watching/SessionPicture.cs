using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Tui.Texts;
using LoadPhase = Samantha.Engine.Protocol.LoadPhase;
using LoadProgress = Samantha.Engine.Protocol.LoadProgress;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>
/// One session as far as the screen knows it: its events folded, the rows of its steps, the running step. Filled from the journal
/// and then from news; keeps no texts but those of the running step. Not for several threads.
/// </summary>
public sealed class SessionPicture
{
    /// <summary>Older rows are left out; the journal and the exports have them.</summary>
    public const int RowsMax = 2_000;

    private const int PromptCharsShown = 120;

    private readonly List<StepRow> _rows = [];
    private StepPosition? _newest;

    public SessionPicture(SessionId session) => Session = session;

    public SessionId Session { get; }

    public SessionState State { get; private set; } = SessionState.Empty;

    /// <summary>Null before the first event.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>The running step; null between steps and when nothing runs.</summary>
    public LiveStep? Live { get; private set; }

    /// <summary>In the order of the plan.</summary>
    public IReadOnlyList<StepRow> Rows => _rows;

    /// <summary>The row of the step that began last; null before the first.</summary>
    public StepRow? Newest => _newest is { } position && IndexOf(position) is >= 0 and var at ? _rows[at] : null;

    /// <summary>Rows of the oldest steps, which were left out.</summary>
    public long RowsGone { get; private set; }

    /// <summary>The number of the last record that is in here, understood or not.</summary>
    public long LastSequence { get; private set; }

    public int ContextTokens { get; private set; }

    public int LastPromptTokens { get; private set; }

    /// <summary>What of the last prompt was the previous response.</summary>
    public int LastPreviousTokens { get; private set; }

    /// <summary>The disk as the session's limits last saw it; null while no limit is about it.</summary>
    public StopDisk? Disk { get; private set; }

    public int LastResponseTokens { get; private set; }

    public double? LastTokensPerSecond { get; private set; }

    /// <summary>The time without any model at the last change of models; null before the first.</summary>
    public double? LastSwapMs { get; private set; }

    /// <summary>The sandbox of the last run, by name; empty when nothing ran yet.</summary>
    public string Sandbox { get; private set; } = "";

    public string SandboxReason { get; private set; } = "";

    public int FileCount { get; private set; }

    /// <summary>What the journal's events, in order, could not be made to follow; null when all is well.</summary>
    public string? Problem { get; private set; }

    public long StepsSettled => State.StepsAnswered + State.StepsFailed;

    /// <summary>The step that is on screen as the current one: the running one, else the last settled.</summary>
    public StepPosition? Current => Live?.Position ?? State.Open?.Position ?? State.LastSettled?.Position;

    /// <summary>A record that this version does not understand.</summary>
    public void PassOver(long sequence) => LastSequence = Math.Max(LastSequence, sequence);

    /// <summary>
    /// The session is as it is at its end; of what happened only the last steps follow, by <see cref="ApplyShown"/>.
    /// </summary>
    public void ShowEnd(SessionState state)
    {
        State = state;
        Plan = state.Chain is { } chain ? Plan.Create(chain, state.BaseSeed) : null;
        RowsGone = Math.Max(0, StepsSettled - RowsMax);
    }

    /// <summary>Makes the row of an event that the state has taken in already.</summary>
    public void ApplyShown(SessionEvent happened, long line) => Follow(happened, line);

    /// <summary>Takes an event in. False when it is already in here.</summary>
    /// <param name="line">Where its step begins in the transcript, for a step that starts or fails before.</param>
    public bool Apply(SessionEvent happened, long line = -1)
    {
        if (happened.Sequence <= LastSequence)
        {
            return false;
        }

        LastSequence = happened.Sequence;
        try
        {
            State = State.Apply(happened);
        }
        catch (SessionInvariantException e)
        {
            Problem ??= e.Message;
        }

        Follow(happened, line);
        return true;
    }

    /// <summary>Takes in what is not durable: progress and text.</summary>
    /// <param name="timestamp">Of the clock that <paramref name="secondsSince"/> measures.</param>
    public void Apply(SessionNews news, long timestamp, Func<long, double> secondsSince)
    {
        switch (news)
        {
            case StepDownloadProgressed d:
                double? received = d.TotalBytes is > 0 ? (double)d.ReceivedBytes / d.TotalBytes : null;
                Step(d.Position, LivePhase.Downloading, d.ModelName, received);
                (Live!.DoneUnits, Live.TotalUnits) = (d.ReceivedBytes, d.TotalBytes);
                break;
            case StepLoadProgressed l:
                Step(l.Position, LivePhase.Loading, l.ModelName, WholeLoad(l.Progress));
                Live!.LoadPhase = l.Progress.Phase.ToString();
                break;
            case StepPrefillProgressed p:
                Step(p.Position, LivePhase.Prefill, "", p.TotalTokens > 0 ? (double)p.DoneTokens / p.TotalTokens : null);
                (Live!.DoneUnits, Live.TotalUnits) = (p.DoneTokens, p.TotalTokens);
                (Live.PromptTokens, Live.ContextTokens) = (p.TotalTokens, p.ContextTokens);
                Live.PreviousTokens = p.PreviousTokens;
                ContextTokens = p.ContextTokens;
                break;
            case SessionBudgetsUsed used:
                Disk = used.Disk;
                break;
            case StepTextStreamed t:
                OnText(t, timestamp, secondsSince);
                break;
            case StepCodeStarted c:
                Step(c.Position, LivePhase.RunningCode, "", null);
                (Sandbox, SandboxReason) = (c.Sandbox, c.SandboxReason);
                break;
        }
    }

    /// <summary>The step that runs, made if it is not known yet.</summary>
    public LiveStep Begin(StepPosition position, int attempt)
    {
        if (Live is null || Live.Position != position || Live.Attempt != attempt)
        {
            Live = new LiveStep(position, attempt);
        }

        return Live;
    }

    /// <summary>Nothing runs any more: the row of an open step says so.</summary>
    public void End() => CutShort(StepRowKind.Interrupted);

    /// <summary>Nothing runs in the pause: the open step begins again afterwards.</summary>
    public void Rest() => CutShort(StepRowKind.Paused);

    private void CutShort(StepRowKind kind)
    {
        Live = null;
        if (Newest is { Kind: StepRowKind.Running } running)
        {
            Change(running.Position, row => row with { Kind = kind });
        }
    }

    private void OnText(StepTextStreamed news, long timestamp, Func<long, double> secondsSince)
    {
        LiveStep live = Begin(news.Position, news.Attempt);
        (live.Phase, live.PhaseShare) = (LivePhase.Decoding, null);
        live.Add(news.TextDelta);
        live.ResponseTokens = news.ResponseTokens;
        if (live.FirstTextAt is not { } since)
        {
            (live.FirstTextAt, live.FirstTextTokens) = (timestamp, news.ResponseTokens);
            return;
        }

        double seconds = secondsSince(since);
        live.TokensPerSecond = seconds > 0.2 ? (news.ResponseTokens - live.FirstTextTokens) / seconds : live.TokensPerSecond;
    }

    private void Step(StepPosition position, LivePhase phase, string model, double? share)
    {
        LiveStep live = Live is { } known && known.Position == position ? known : Begin(position, AttemptOf(position));
        (live.Phase, live.PhaseShare) = (phase, share);
        live.ModelName = model.Length > 0 ? model : live.ModelName;
    }

    private int AttemptOf(StepPosition position) => State.Open is { } open && open.Position == position ? open.Attempt : 1;

    // Reading and loading are what takes time; the two others are counted as nothing.
    private static double WholeLoad(LoadProgress progress) => progress.Phase switch
    {
        LoadPhase.Checking => 0,
        LoadPhase.Reading => progress.Fraction / 2,
        LoadPhase.Loading => 0.5 + (progress.Fraction / 2),
        _ => 1,
    };

    private void Follow(SessionEvent happened, long line)
    {
        switch (happened)
        {
            case SessionStarted or SessionBranched when State.Chain is { } chain:
                Plan = Plan.Create(chain, State.BaseSeed);
                break;
            case ModelLoaded loaded:
                (ContextTokens, LastSwapMs) = (loaded.ContextTokens, loaded.SwapMs ?? LastSwapMs);
                break;
            case StepStarted started:
                Begin(started.Position, started.Attempt).ModelName = started.Model;
                AddRow(new StepRow(started.Position, StepRowKind.Running)
                {
                    Attempt = started.Attempt, Model = started.Model, StartedSequence = started.Sequence, Line = line,
                    Prompt = OneLine.Of(started.Prompt, PromptCharsShown),
                });
                break;
            case ResponseCommitted committed:
                OnCommitted(committed);
                break;
            case CodeExecuted executed:
                OnCodeExecuted(executed);
                break;
            case StepFailed failed:
                OnFailed(failed, line);
                break;
            case ModelSkipped skipped:
                Settle(
                    skipped.Position,
                    new StepRow(skipped.Position, StepRowKind.Skipped) { Model = skipped.Model, Line = line });
                break;
            case SessionStopped or SessionFinished:
                End();
                break;
        }
    }

    private void OnCommitted(ResponseCommitted committed)
    {
        bool interrupted = committed.StopReason is ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector;
        (LastPromptTokens, LastResponseTokens) = (committed.PromptTokens, committed.ResponseTokens);
        LastPreviousTokens = committed.PreviousTokens ?? 0;
        LastTokensPerSecond = committed.DecodeMs > 0 ? committed.ResponseTokens * 1000.0 / committed.DecodeMs : null;
        Live = null;
        Change(committed.Position, row => row with
        {
            Kind = interrupted ? StepRowKind.Interrupted : StepRowKind.Answered,
            ResponseSequence = committed.Sequence,
            ResponseTokens = committed.ResponseTokens,
            DecodeMs = committed.DecodeMs,
            StopReason = committed.StopReason,
        });
    }

    private void OnCodeExecuted(CodeExecuted executed)
    {
        Live = null;
        Sandbox = executed.Outcome.Sandbox.Length > 0 ? executed.Outcome.Sandbox : Sandbox;
        SandboxReason = executed.Outcome.Sandbox.Length > 0 ? executed.Outcome.SandboxReason : SandboxReason;
        FileCount += executed.Outcome.Files.IsDefaultOrEmpty ? 0 : executed.Outcome.Files.Length;
        Change(executed.Position, row => row with
        {
            CodeEnd = executed.Outcome.End,
            Files = executed.Outcome.Files.IsDefault ? [] : executed.Outcome.Files,
        });
    }

    private void OnFailed(StepFailed failed, long line)
    {
        Settle(failed.Position, new StepRow(failed.Position, StepRowKind.Failed) { Attempt = failed.Attempt, Line = line });
        Change(failed.Position, row => row with { Failure = failed.Reason });
    }

    // A step may fail or be left out before it began; then it has no row yet.
    private void Settle(StepPosition position, StepRow row)
    {
        Live = null;
        if (IndexOf(position) < 0)
        {
            AddRow(row);
        }

        Change(position, known => known with { Kind = row.Kind });
    }

    /// <summary>The transcript was written in another order than the journal's: here is where a step stands in it.</summary>
    public void Place(SessionEvent happened, long line)
    {
        if (happened is StepStarted { Position: var position } && IndexOf(position) >= 0)
        {
            Change(position, row => row with { Line = line });
        }
        else if (happened is StepFailed failed)
        {
            Change(failed.Position, row => row.Line < 0 ? row with { Line = line } : row);
        }
    }

    private void AddRow(StepRow row)
    {
        _newest = row.Position;
        int at = IndexOf(row.Position);
        if (at >= 0)
        {
            _rows[at] = row; // A step that is tried again keeps one row: its last attempt.
            return;
        }

        _rows.Insert(~at, row);
        if (_rows.Count > RowsMax)
        {
            _rows.RemoveAt(OldestRow());
            RowsGone++;
        }
    }

    // Where steps are grouped the oldest is not the first. Those that never began count by what is around them.
    private int OldestRow()
    {
        if (State.Order is not { IsGrouped: true } order)
        {
            return 0;
        }

        int oldest = 0;
        for (int at = 1; at < _rows.Count; at++)
        {
            oldest = order.Compare(_rows[at].Position, _rows[oldest].Position) < 0 ? at : oldest;
        }

        return oldest;
    }

    private void Change(StepPosition position, Func<StepRow, StepRow> change)
    {
        int at = IndexOf(position);
        if (at >= 0)
        {
            _rows[at] = change(_rows[at]);
        }
    }

    // The complement of where it would stand when it is not there.
    private int IndexOf(StepPosition position)
    {
        // Nearly always it is the last one.
        if (_rows.Count > 0 && _rows[^1].Position.CompareTo(position) is <= 0 and var last)
        {
            return last == 0 ? _rows.Count - 1 : ~_rows.Count;
        }

        int from = 0, to = _rows.Count - 1;
        while (from <= to)
        {
            int middle = from + ((to - from) / 2);
            int order = _rows[middle].Position.CompareTo(position);
            if (order == 0)
            {
                return middle;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return ~from;
    }
}
