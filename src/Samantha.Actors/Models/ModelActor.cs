using Microsoft.Extensions.Logging;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>
/// Owns the one loaded model: the engine process, its life and its queue. Jobs run one after another; a job that wants the
/// model that is loaded already gets it without a reload. It never has two engines alive, never blocks, and decides
/// nothing about chains: what to do after a failure is the asker's business.
/// </summary>
public sealed partial class ModelActor : ReceiveActor, IWithTimers
{
    private readonly EnginePlace _place;
    private readonly ILogger _log;
    private readonly LinkedList<WaitingJob> _waiting = new();
    private OpenEngine? _engine;
    private WaitingJob? _running;
    private CancellationTokenSource? _cancel;
    private CrashRecord _crashes = CrashRecord.Empty;

    /// <param name="place">Outlives this actor's restarts.</param>
    public ModelActor(EnginePlace place, ILoggerFactory loggers)
    {
        _place = place;
        _log = loggers.CreateLogger<ModelActor>();
        _monitor = new WorkMonitor(place.Engines.Time, place.Engines.Watchdog);
        Receive<ModelJob>(OnJob);
        Receive<CancelJob>(OnCancel);
        Receive<SteerJob>(OnSteer);
        Receive<UnloadModel>(_ => OnUnload());
        Receive<GetModelStatus>(_ => OnStatus());
        Receive<EngineOpened>(OnOpened);
        Receive<JobEnded>(OnEnded);
        Receive<EngineEnded>(OnEngineEnded);
        Receive<LookAtWork>(_ => LookAtRunningWork());
    }

    public static Props For(IEngineSource engines, ILoggerFactory loggers)
    {
        var place = new EnginePlace(engines);
        return Props.Create(() => new ModelActor(place, loggers));
    }

    protected override void PostStop()
    {
        _cancel?.Cancel();
        _engine?.Client.Kill();
        base.PostStop();
    }

    private void OnJob(ModelJob job)
    {
        if (_waiting.Count >= _place.Engines.WaitingJobsMax)
        {
            string message = $"{_waiting.Count} jobs are waiting for the engine already";
            Sender.Tell(new JobFailed(
                job.Job, StepFailureReason.EngineFailed, message, WhileLoading: false, WorthRetrying: false));
            return;
        }

        _waiting.AddLast(new WaitingJob(job, Sender));
        StartNext();
    }

    private void OnCancel(CancelJob command)
    {
        if (_running?.Job.Job == command.Job)
        {
            _cancel?.Cancel();
            return;
        }

        for (LinkedListNode<WaitingJob>? node = _waiting.First; node is not null; node = node.Next)
        {
            if (node.Value.Job.Job == command.Job)
            {
                _waiting.Remove(node);
                node.Value.Asker.Tell(new JobCancelled(command.Job));
                return;
            }
        }
    }

    private void OnSteer(SteerJob steer)
    {
        if (_running?.Job.Job == steer.Job)
        {
            _engine?.Client.Steer(steer.Command);
        }
    }

    private void OnUnload()
    {
        if (_running is not null || _engine is null)
        {
            Sender.Tell(new ModelUnloaded(false));
            return;
        }

        OpenEngine engine = _engine;
        _engine = null;
        engine.Client.DisposeAsync().AsTask().PipeTo(
            Sender, success: () => new ModelUnloaded(true), failure: _ => new ModelUnloaded(true));
    }

    private void OnStatus() =>
        Sender.Tell(new ModelStatus(_engine?.Use, _engine?.Client.ProcessId, _waiting.Count, _running is not null));

    private void StartNext()
    {
        while (_running is null && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            WaitingJob next = first.Value;
            if (_crashes.IsQuarantined(ModelFileIdentity.Of(next.Job.Model.Load.ModelPath)))
            {
                next.Asker.Tell(Quarantined(next.Job));
                continue;
            }

            _running = next;
            _cancel = new CancellationTokenSource();
            if (_engine is not null && _engine.Use.Load == next.Job.Model.Load && !_engine.Client.Exited.IsCompleted)
            {
                next.Asker.Tell(new ModelReady(next.Job.Job, next.Job.Model, _engine.Model, LoadedNow: false));
                Work(next);
            }
            else
            {
                Open(next);
            }
        }
    }

    private void Open(WaitingJob next)
    {
        _engine = null;
        JobId id = next.Job.Job;
        IActorRef asker = next.Asker, self = Self;
        WatchLoad(next.Job);
        _place.OpenAsync(
            next.Job.Model,
            p =>
            {
                _monitor.Heard(p);
                asker.Tell(new LoadProgressed(id, p), self);
            },
            _cancel!.Token).PipeTo(
                self,
                success: engine => new EngineOpened(id, engine),
                failure: e => new JobEnded(id, null, e, WhileLoading: true));
    }

    private void OnOpened(EngineOpened opened)
    {
        if (_running is null || _running.Job.Job != opened.Job)
        {
            opened.Engine.Client.Kill(); // An engine nobody waits for any more; there must never be two.
            return;
        }

        if (_alarm is not null)
        {
            opened.Engine.Client.Kill(); // Loaded after all, but given up a moment ago.
            OnEnded(new JobEnded(opened.Job, null, new OperationCanceledException(), WhileLoading: true));
            return;
        }

        _monitor.HeardLoaded();
        EndWatch(_running.Job);
        _engine = opened.Engine;
        IEngine client = opened.Engine.Client;
        client.Exited.PipeTo(Self, success: exit => new EngineEnded(client, exit));
        LoadedModel model = _engine.Model;
        _log.LogInformation(
            "loaded {Model} in {LoadMs} ms, window {ContextTokens} tokens", _engine.Use.Name, model.LoadMs, model.ContextTokens);
        _running.Asker.Tell(new ModelReady(opened.Job, _running.Job.Model, _engine.Model, LoadedNow: true)
        {
            SwapMs = _engine.SwapMs,
        });
        Work(_running);
    }

    private void Work(WaitingJob work)
    {
        JobId id = work.Job.Job;
        IActorRef asker = work.Asker, self = Self;
        IEngine client = _engine!.Client;
        CancellationToken ct = _cancel!.Token;
        WatchResponse(work.Job);
        Task<object> answer = work.Job switch
        {
            GenerateText job => Answer(
                client.GenerateAsync(
                    job.Request,
                    u =>
                    {
                        _monitor.Heard(u);
                        asker.Tell(new TextProgressed(id, u), self);
                    },
                    ct),
                r => new TextGenerated(id, r)),
            CountTokens job => Answer(client.CountAsync(job.Messages, ct), c => new TokensCounted(id, c)),
            _ => throw new InvalidOperationException($"unknown job {work.Job.GetType().Name}"),
        };
        answer.PipeTo(
            self,
            success: a => new JobEnded(id, a, null, WhileLoading: false),
            failure: e => new JobEnded(id, null, e, WhileLoading: false));
    }

    private static async Task<object> Answer<T>(Task<T> work, Func<T, object> wrap) => wrap(await work.ConfigureAwait(false));

    private void OnEnded(JobEnded ended)
    {
        if (_running is null || _running.Job.Job != ended.Job)
        {
            return;
        }

        WaitingJob done = _running;
        EngineSnapshot? alarm = _alarm;
        EndWatch(done.Job);
        _alarm = null;
        _running = null;
        bool wasCancelled = _cancel!.IsCancellationRequested;
        _cancel.Dispose();
        _cancel = null;
        ModelFileIdentity file = ModelFileIdentity.Of(done.Job.Model.Load.ModelPath);
        if (ended.Error is null)
        {
            _crashes = _crashes.AfterSuccess(file);
            done.Asker.Tell(ended.Answer!);
        }
        else
        {
            done.Asker.Tell(alarm is null
                ? OnFailure(done.Job, file, ended, wasCancelled)
                : FailedByWatchdog(done.Job, file, alarm, ended.WhileLoading));
        }

        StartNext();
    }

    private object OnFailure(ModelJob job, ModelFileIdentity file, JobEnded ended, bool wasCancelled)
    {
        if (ended.Error is OperationCanceledException)
        {
            return new JobCancelled(job.Job);
        }

        if (ended.Error is not EngineFailedException failure)
        {
            _log.LogError(ended.Error, "job for {Model} failed unexpectedly", job.Model.Name);
            DropEngine();
            return new JobFailed(
                job.Job, StepFailureReason.EngineFailed, ended.Error!.Message, ended.WhileLoading, WorthRetrying: false);
        }

        _log.LogWarning("job for {Model} failed: {Kind}: {Message}", job.Model.Name, failure.Kind, failure.Message);
        bool worthRetrying = false;
        if (failure.EngineIsGone)
        {
            DropEngine();

            // An engine that was too slow for a cancel says nothing against its file.
            _crashes = wasCancelled ? _crashes : _crashes.AfterCrash(file);
            worthRetrying = !_crashes.IsQuarantined(file);
        }

        return new JobFailed(job.Job, StepFailures.ReasonFor(failure.Kind), failure.Message, ended.WhileLoading, worthRetrying)
        {
            PromptTokens = failure.PromptTokens,
            ContextTokens = failure.ContextTokens,
        };
    }

    private void OnEngineEnded(EngineEnded ended)
    {
        if (_running is null && _engine?.Client == ended.Client)
        {
            _log.LogWarning("the idle engine ended: {Reason}", ended.Exit.Reason);
            DropEngine();
        }
    }

    private void DropEngine()
    {
        _engine?.Client.Kill();
        _engine = null;
    }

    private static JobFailed Quarantined(ModelJob job) => new(
        job.Job,
        StepFailureReason.ModelQuarantined,
        $"{Path.GetFileName(job.Model.Load.ModelPath)} ended its engine {CrashRecord.CrashesMax} times in a row and is not " +
        "loaded again before the file changes or the program is restarted",
        WhileLoading: true,
        WorthRetrying: false);

    private sealed record WaitingJob(ModelJob Job, IActorRef Asker);

    private sealed record EngineOpened(JobId Job, OpenEngine Engine);

    private sealed record JobEnded(JobId Job, object? Answer, Exception? Error, bool WhileLoading);

    private sealed record EngineEnded(IEngine Client, EngineExit Exit);
}
