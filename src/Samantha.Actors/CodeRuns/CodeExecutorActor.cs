using Microsoft.Extensions.Logging;
using Samantha.Actors.Background;
using Samantha.Chains.Code;

namespace Samantha.Actors.CodeRuns;

/// <summary>
/// Runs the programs that models wrote, one at a time and in order, and tells the askers how they go. The sandbox and its limits
/// are the runner's business; what is run and what follows from it is the asker's. Every job gets one answer, also when this
/// actor fails or the program ends.
/// </summary>
public sealed class CodeExecutorActor : ReceiveActor
{
    /// <summary>Sessions run one program each at most; more than this many waiting means that something is wrong.</summary>
    private const int WaitingMax = 64;

    private readonly ICodeRunner _runner;
    private readonly IBackground _background;
    private readonly ILogger _log;
    private readonly Queue<Waiting> _waiting = new();
    private Running? _running;

    public CodeExecutorActor(ICodeRunner runner, IBackground background, ILoggerFactory loggers)
    {
        (_runner, _background) = (runner, background);
        _log = loggers.CreateLogger<CodeExecutorActor>();
        Receive<RunProgram>(OnRun);
        Receive<CancelProgram>(OnCancel);
        Receive<ExpectPrograms>(m => _runner.Expect(m.Settings));
        Receive<RunEnded>(OnEnded);
    }

    public static Props For(ICodeRunner runner, IBackground background, ILoggerFactory loggers) =>
        Props.Create(() => new CodeExecutorActor(runner, background, loggers));

    protected override void PostStop()
    {
        _running?.Cancel.Cancel();
        base.PostStop();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // The new instance knows nothing of these jobs: answer them here, so that nobody waits for ever.
        CodeOutcome failed = NotRun("an internal error ended the run (see the log)");
        if (_running is { } running)
        {
            running.Cancel.Cancel();
            running.Asker.Tell(new ProgramEnded(running.Job, failed));
        }

        foreach (Waiting waiting in _waiting)
        {
            waiting.Asker.Tell(new ProgramEnded(waiting.Run.Job, failed));
        }

        if (message is RunProgram run && run.Job != _running?.Job && _waiting.All(w => w.Run.Job != run.Job))
        {
            Sender.Tell(new ProgramEnded(run.Job, failed));
        }

        base.PreRestart(reason, message);
    }

    private void OnRun(RunProgram run)
    {
        if (_waiting.Count >= WaitingMax)
        {
            Sender.Tell(new ProgramEnded(run.Job, NotRun($"{WaitingMax} programs are waiting to be run already")));
            return;
        }

        _waiting.Enqueue(new Waiting(run, Sender));
        StartNext();
    }

    private void StartNext()
    {
        if (_running is not null || !_waiting.TryDequeue(out Waiting? next))
        {
            return;
        }

        (CodeJobId job, CodeOrder order) = (next.Run.Job, next.Run.Order);
        IActorRef asker = next.Asker, self = Self;
        var cancel = new CancellationTokenSource();
        _running = new Running(job, asker, cancel);
        ICodeRunner runner = _runner;

        // Starting processes is slow: not on the actors' threads.
        _background.RunAsync(() => runner.RunAsync(
            order,
            (sandbox, reason) => asker.Tell(new ProgramStarted(job, sandbox, reason), self),
            (isError, text) => asker.Tell(new ProgramPrinted(job, isError, text), self),
            cancel.Token)).PipeTo(
                self,
                success: outcome => new RunEnded(job, outcome, null),
                failure: e => new RunEnded(job, NotRun($"the program could not be run: {e.Message}"), e));
    }

    private void OnEnded(RunEnded ended)
    {
        if (_running is not { } running || running.Job != ended.Job)
        {
            return; // Of the instance before a restart; answered already.
        }

        if (ended.Error is { } error)
        {
            _log.LogError(error, "a program could not be run");
        }

        _running = null;
        running.Cancel.Dispose();
        running.Asker.Tell(new ProgramEnded(ended.Job, ended.Outcome));
        StartNext();
    }

    private void OnCancel(CancelProgram cancel)
    {
        if (_running is { } running && running.Job == cancel.Job)
        {
            running.Cancel.Cancel();
            return;
        }

        for (int left = _waiting.Count; left > 0; left--)
        {
            Waiting waiting = _waiting.Dequeue();
            if (waiting.Run.Job == cancel.Job)
            {
                waiting.Asker.Tell(new ProgramEnded(
                    cancel.Job, new CodeOutcome { End = CodeRunEnd.Skipped, Message = "Skipped before it began." }));
            }
            else
            {
                _waiting.Enqueue(waiting);
            }
        }
    }

    private static CodeOutcome NotRun(string message) => new() { End = CodeRunEnd.NotRun, Message = message };

    private sealed record Waiting(RunProgram Run, IActorRef Asker);

    private sealed record Running(CodeJobId Job, IActorRef Asker, CancellationTokenSource Cancel);

    private sealed record RunEnded(CodeJobId Job, CodeOutcome Outcome, Exception? Error);
}
