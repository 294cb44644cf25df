using Microsoft.Extensions.Logging;
using Samantha.Actors.Journal;
using Samantha.Actors.Steps;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>
/// Walks one chain's plan and owns the session's state: asks what comes next, has a PromptActor do it, records what happened, and
/// shows nothing as done before it is durable. What comes next, what is fed back and when to stop are pure functions of
/// Samantha.Chains; it decides none of it. This file is the walk through the plan; ChainSession.Code.cs runs the code of
/// responses; ChainSession.Commands.cs is what people and other terminals ask of it.
/// </summary>
public sealed partial class ChainSession : ReceiveActor, IWithTimers
{
    private const string PartialTimer = "partial";
    private const string RetryTimer = "retry";
    private const string AllDone = "all steps are done";

    /// <summary>A disk that does not answer must not keep a finished session from leaving.</summary>
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(10);

    private readonly SessionId _session;
    private readonly SessionContext _context;
    private readonly StartSession? _new;
    private readonly ILogger _log;
    private readonly SessionWrites _writes;
    private readonly StartTicket _ticket;
    private IActorRef _stop = ActorRefs.Nobody;
    private IAsyncDisposable? _control;
    private Plan? _plan;
    private RunningStep? _step;
    private int _attemptsInThisRun;
    private int _stepsStarted;
    private bool _deciding;
    private bool _reopen;
    private bool _ended;

    /// <param name="new">What a new session is started with; null: it goes on from its journal.</param>
    public ChainSession(SessionId session, StartSession? @new, StartTicket ticket, SessionContext context)
    {
        (_session, _new, _ticket, _context) = (session, @new, ticket, context);
        _reopen = @new is null;
        _writes = new SessionWrites(session, context.Time);
        _log = context.Loggers.CreateLogger<ChainSession>();
        Receive<JournalOpened>(_ => _plan is null && !_ended, OnJournalOpened);
        Receive<JournalOpened>(_ => { }); // Asked for by an instance that failed before it came.
        Receive<JournalRefused>(OnJournalRefused);
        Receive<EventsWritten>(OnWritten);
        Receive<WriteFailed>(m => OnJournalFailed(m.Message));
        Receive<JournalClosed>(_ => _ended, _ => Context.Stop(Self));
        Receive<JournalClosed>(_ => { }); // Of the instance before a restart.
        Receive<NextDecided>(_ => _deciding, OnNextDecided);
        Receive<NextDecided>(_ => { });
        Receive<StepModelReady>(IsRunning, OnModelReady);
        Receive<StepTextGrew>(m => m.Position == RunningPosition, OnText);
        Receive<StepAnswered>(m => m.Position == RunningPosition, OnAnswered);
        Receive<StepCancelled>(m => m.Position == RunningPosition, OnCancelled);
        Receive<StepNeedsTrim>(m => m.Position == RunningPosition, OnNeedsTrim);
        Receive<StepBroken>(m => m.Position == RunningPosition, OnBroken);
        Receive<Terminated>(OnTerminated);
        Receive<SavePartialNow>(_ => SavePartialText());
        Receive<TryAgain>(_ => AskWhatIsNext());
        Receive<ReceiveTimeout>(_ => OnCloseTimeout());
        ReceiveCode();
        ReceiveHashes();
        ReceiveLearning();
        ReceiveCommands();
        ReceivePause();
        ReceiveWatching();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private StepPosition? RunningPosition => _step?.Order.Step.Position;

    public static Props For(SessionId session, StartSession? @new, IActorRef starter, SessionContext context)
    {
        var ticket = new StartTicket(starter);
        return Props.Create(() => new ChainSession(session, @new, ticket, context));
    }

    // A PromptActor that fails is a failed step, never a repeated one: what it did is not known.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(0, 0, _ => Directive.Stop);

    protected override void PreStart()
    {
        _stop = Context.Watch(Context.ActorOf(
            StopConditionActor.For(new SessionDisk(_context.Data.SessionFolder(_session))), "stop"));
        _context.Journal.Tell(_reopen ? new ReopenJournal(_session) : new CreateJournal(_session));
    }

    private void OnJournalOpened(JournalOpened opened)
    {
        _writes.Restore(opened.State);
        StartClock();
        if (opened.Note is { } note)
        {
            Note(note);
        }

        if (_new is { Chain: var start, Source: var source } && opened.State.Status == SessionStatus.NotStarted)
        {
            ulong seed = start.Seed ?? BaseSeeds.Draw();
            Prepare(start, seed);
            Record(
                (n, at) => new SessionStarted(
                    n, at, _session.Text, ChainJson.Serialize(start), ChainFingerprint.Of(start), seed, _context.ProgramVersion,
                    source),
                Begin);
            return;
        }

        if (_wasRestarted && opened.State.Status is SessionStatus.Stopped or SessionStatus.Finished)
        {
            // It failed after its last event, before it could say so.
            End(opened.State.Status == SessionStatus.Finished ? AllDone : opened.State.LastStop!.Message);
            return;
        }

        if (opened.State.Chain is not { } chain || opened.State.Status == SessionStatus.Finished)
        {
            string why = opened.State.Chain is null
                ? "was ended before its first event was written; start its chain again"
                : "has finished; there is nothing left to do";
            Answer(new StartAnswer(_session, false, $"session {_session} {why}", StartProblem.NotResumable));
            Close();
            return;
        }

        Prepare(chain, opened.State.BaseSeed);
        SessionState before = opened.State;
        Record((n, at) => new SessionResumed(n, at, _context.ProgramVersion), Begin);
        if (_wasRestarted)
        {
            KeepWishes(before);
        }
    }

    private void Prepare(ChainDefinition chain, ulong seed)
    {
        _plan = Plan.Create(chain, seed);
        _writes.StepsTotal = _plan.TotalSteps;
        foreach (string warning in _plan.Warnings)
        {
            Note(warning);
        }

        if (_plan.Order.IsGrouped)
        {
            Note($"steps are grouped by model: {_plan.LoadForecast()} model loads instead of {_plan.LoadForecastAsWritten()}; "
                + "results are shown in the order of the plan");
        }
    }

    private void Begin()
    {
        ExpectCode();
        OpenControl();
        WatchClock();
        Answer(new StartAnswer(_session, true, $"session {_session} runs"));
        AskWhatIsNext();
    }

    private void OnJournalRefused(JournalRefused refused)
    {
        StartProblem problem = refused switch
        {
            { InUse: true } => StartProblem.InUse,
            { NotFound: true } => StartProblem.NotResumable,
            _ => StartProblem.Journal,
        };
        if (_wasRestarted)
        {
            Publish(Ended(SessionStatusText.Failed, refused.Message, journalFailed: problem == StartProblem.Journal));
        }

        Answer(new StartAnswer(_session, false, refused.Message, problem));
        _ended = true;
        Context.Stop(Self);
    }

    private void AskWhatIsNext()
    {
        if (!_ended && !_deciding)
        {
            NoteClockGaps();
            _deciding = true;
            _stop.Tell(new DecideNext(_writes.State, _plan!, Clock()));
        }
    }

    private StopClock Clock()
    {
        DateTimeOffset now = _context.Time.GetUtcNow();
        return new StopClock(_writes.State.Elapsed(now), now, _context.Time.LocalTimeZone);
    }

    private void OnNextDecided(NextDecided decided)
    {
        _deciding = false;
        if (decided.LastSequence == _writes.State.LastSequence)
        {
            if (!decided.Budgets.IsEmpty)
            {
                Publish(new SessionBudgetsUsed(_session, decided.Budgets, decided.Disk));
            }

            Do(decided.Decision);
        }
        else
        {
            AskWhatIsNext(); // A stop came while the decision was being made, and may change it.
        }
    }

    private void Do(SessionDecision decision)
    {
        switch (decision)
        {
            case RunStep run:
                Record(run.ToEvent, () => StartStep(run));
                break;
            case RunCode run:
                StartCode(run);
                break;
            case FailStep fail:
                Record(
                    (n, at) => new StepFailed(n, at, fail.Step.Position, fail.Attempt, fail.Reason, fail.Message), AskWhatIsNext);
                break;
            case StopSession { Reason: not SessionStopReason.UserNow } or FinishSession when WaitsForHashes():
                break; // Asked again when they are there.
            case StopSession stop:
                Record((n, at) => new SessionStopped(n, at, stop.Reason, stop.Message, stop.Rule), () => End(stop.Message));
                break;
            case AwaitContinue:
                RestInPause();
                break;
            case FinishSession:
                Record((n, at) => new SessionFinished(n, at), () => End(AllDone));
                break;
        }
    }

    private void StartStep(RunStep run)
    {
        if (_writes.State.IsStopNowRequested || _writes.State.IsPaused)
        {
            AskWhatIsNext();
            return;
        }

        LeaveReadingToTheEngine(run);
        Props props = PromptActor.For(_session, _writes.State.Chain!, run, StepPace(), _context);
        IActorRef actor = Context.Watch(Context.ActorOf(props, $"step-{++_stepsStarted}"));
        _step = new RunningStep(run, actor, _context.Time.GetUtcNow()) { Watch = NewWatch() };
        Timers.StartPeriodicTimer(PartialTimer, SavePartialNow.Instance, _context.PartialInterval);
    }

    private bool IsRunning(StepModelReady ready) => ready.Position == RunningPosition;

    private void OnAnswered(StepAnswered answered)
    {
        RunningStep done = TakeStep();
        CommitJudged(done, answered.Result, Reason(answered.Result.StopReason));
    }

    private void OnCancelled(StepCancelled cancelled)
    {
        RunningStep done = TakeStep();
        GenerationResult result = cancelled.Result
            ?? new GenerationResult(done.Text, 0, done.ResponseTokens, 0, 0, 0, StopReason.Cancelled);
        if (done is { IsCut: true, Cancelling: null })
        {
            CommitJudged(done, result, ResponseStopReason.CutByDetector);
            return;
        }

        if (done.Cancelling == SessionCommand.SkipResponse)
        {
            Commit(done, result, ResponseStopReason.SkippedByUser, AskWhatIsNext);
            return;
        }

        if (done.Cancelling == SessionCommand.Pause)
        {
            AskWhatIsNext(); // The step stays open and is answered again from its start: the same text comes again.
            return;
        }

        Action then = done.Cancelling == SessionCommand.SkipModel ? () => RecordModelSkipped(done) : AskWhatIsNext;
        if (result.Text.Length > 0)
        {
            Commit(done, result, ResponseStopReason.Interrupted, then); // Kept for people to read; the step stays open.
        }
        else
        {
            then();
        }
    }

    private void RecordModelSkipped(RunningStep done) =>
        Record((n, at) => new ModelSkipped(n, at, done.Order.Step.Position, done.Order.Step.Model.Name), AskWhatIsNext);

    private void OnNeedsTrim(StepNeedsTrim trim)
    {
        TakeStep();
        Record(
            (n, at) => new FeedbackTrimmed(n, at, trim.Position, trim.DropCharacters, trim.RemainingCharacters), AskWhatIsNext);
    }

    private void OnBroken(StepBroken broken)
    {
        RunningStep done = TakeStep();
        RecordSnapshot(done, broken);
        _attemptsInThisRun++;
        bool retry = broken.WorthRetrying && StepRetry.ShouldRetry(broken.Reason, _attemptsInThisRun);
        if (!retry)
        {
            _attemptsInThisRun = 0;
        }

        if (broken.WhileLoading && !retry)
        {
            string model = done.Order.Step.Model.Name;
            Record((n, at) => new ModelLoadFailed(n, at, model, broken.ModelPath, broken.Reason, broken.Message), Nothing);
        }

        Record(
            (n, at) => new StepFailed(n, at, broken.Position, done.Order.Attempt, broken.Reason, broken.Message, retry),
            () => GoOnAfter(broken, retry),
            clearsPartial: true);
    }

    private void GoOnAfter(StepBroken broken, bool retry)
    {
        if (!retry)
        {
            AskWhatIsNext();
            return;
        }

        Note($"{broken.Message}; the step is tried again with a new engine");
        Timers.StartSingleTimer(RetryTimer, TryAgain.Instance, _context.RestartDelay);
    }

    private void OnTerminated(Terminated dead)
    {
        if (dead.ActorRef.Equals(_stop))
        {
            // What comes next will not be told any more. The journal knows everything that is needed to begin anew.
            throw new InvalidOperationException("what comes next could not be decided");
        }

        if (_step is { } lost && lost.Actor.Equals(dead.ActorRef))
        {
            OnBroken(new StepBroken(
                lost.Order.Step.Position,
                StepFailureReason.EngineFailed,
                "the step ended without an outcome (see the log)",
                WhileLoading: false,
                WorthRetrying: false,
                lost.Order.Step.Model.Model));
        }
    }

    private RunningStep TakeStep()
    {
        RunningStep done = _step!;
        _step = null;
        Context.Unwatch(done.Actor);
        Timers.Cancel(PartialTimer);
        return done;
    }

    private sealed record SavePartialNow
    {
        public static SavePartialNow Instance { get; } = new();
    }

    private sealed record TryAgain
    {
        public static TryAgain Instance { get; } = new();
    }
}
