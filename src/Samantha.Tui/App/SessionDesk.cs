using System.Collections.Immutable;
using Samantha.Actors.Control;
using Samantha.Actors.Hosting;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using Samantha.Tui.Ports;

namespace Samantha.Tui.App;

/// <summary>
/// Starts, resumes and commands sessions, and brings what they publish to the UI thread. Knows which sessions run in this process
/// by their news only; everything else about a session is in its journal.
/// </summary>
public sealed class SessionDesk : IAsyncDisposable
{
    private static readonly TimeSpan s_controlTimeout = TimeSpan.FromSeconds(10);

    private readonly ITuiServices _services;
    private readonly Action<Action> _post;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private ImmutableHashSet<SessionId> _here = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SessionFeed? _feed;
    private Task _pump = Task.CompletedTask;

    public SessionDesk(ITuiServices services, Action<Action> post)
    {
        _services = services;
        _post = post;
    }

    /// <summary>Told on the UI thread, in order, about everything that sessions of this process publish.</summary>
    public event Action<SessionNews>? News;

    /// <summary>Sessions that run in this process now. Any thread.</summary>
    public ImmutableHashSet<SessionId> Here
    {
        get
        {
            lock (_gate)
            {
                return _here;
            }
        }
    }

    /// <summary>Any thread; for <see cref="Jobs"/>.</summary>
    /// <param name="chain">As it was read and checked.</param>
    /// <param name="file">The file that says just this, so that a resumption can tell when it was changed; null: none does.</param>
    /// <param name="ct">Ends the wait for the actors.</param>
    public async Task<StartAnswer> StartAsync(ChainDefinition chain, string? file, CancellationToken ct)
    {
        ChainSource? source = file is null ? null : new ChainSource(Path.GetFullPath(file));
        SamanthaSystem system = await SystemAsync(ct).ConfigureAwait(false);
        SessionId id = _services.Data.CreateSession(chain.Name, _services.Time);
        return await NotedAsync(id, () => system.StartAsync(id, chain, source, CancellationToken.None)).ConfigureAwait(false);
    }

    public async Task<StartAnswer> ResumeAsync(SessionId session, ResumeTerms terms, CancellationToken ct)
    {
        SamanthaSystem system = await SystemAsync(ct).ConfigureAwait(false);
        return await NotedAsync(session, () => system.ResumeAsync(session, terms, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>What is not as it was when the session began. Hashing a changed model file may take a while.</summary>
    public async Task<ResumeDifferences> DifferencesAsync(SessionId session, CancellationToken ct)
    {
        SamanthaSystem system = await SystemAsync(ct).ConfigureAwait(false);
        return await system.DifferencesAsync(session, ct).ConfigureAwait(false);
    }

    /// <summary>Goes on as a new session with what was changed; the old one stays as it is.</summary>
    /// <exception cref="BranchException">It cannot go on so.</exception>
    public async Task<StartAnswer> BranchAsync(SessionId session, CancellationToken ct)
    {
        SamanthaSystem system = await SystemAsync(ct).ConfigureAwait(false);
        SessionId branch = await system.BranchAsync(session, ct).ConfigureAwait(false);
        return await ResumeAsync(branch, ResumeTerms.Unchanged, ct).ConfigureAwait(false);
    }

    /// <summary>Makes a branch in which a response goes on otherwise; it is not started.</summary>
    /// <exception cref="BranchException">The response cannot go on so.</exception>
    public async Task<SessionId> BranchAsync(SessionId from, SteeringWish wish, CancellationToken ct) =>
        await (await SystemAsync(ct).ConfigureAwait(false)).BranchAsync(from, wish, ct).ConfigureAwait(false);

    /// <summary>Starts a branch, watched; what it came from is paused if it runs here, because there is one model at a time.</summary>
    public async Task<StartAnswer> StartBranchAsync(SessionId from, SessionId branch, ResponsePace pace, CancellationToken ct)
    {
        SamanthaSystem system = await SystemAsync(ct).ConfigureAwait(false);
        if (Here.Contains(from))
        {
            // A refusal means that it has just ended.
            _ = await system.CommandAsync(from, SessionCommand.Pause, ct).ConfigureAwait(false);
        }

        return await NotedAsync(
            branch, () => system.ResumeAsync(branch, ResumeTerms.AsRecorded, pace, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>A command for a session of this process, or of another one by its control socket.</summary>
    /// <exception cref="ControlException">It runs in another process that does not answer.</exception>
    public async Task<CommandAnswer> CommandAsync(SessionId session, SessionCommand command, CancellationToken ct)
    {
        if (Here.Contains(session) && _services.StartedSystem is { } system)
        {
            return await system.CommandAsync(session, command, ct).ConfigureAwait(false);
        }

        ControlReply reply = await ControlClient
            .SendAsync(_services.Data.SessionFolder(session), ControlOf(command), s_controlTimeout, ct).ConfigureAwait(false);
        return new CommandAnswer(session, reply.Accepted, reply.Message);
    }

    /// <summary>Puts a text in the place of the previous response, in this process or in another one.</summary>
    /// <exception cref="ControlException">It runs in another process that does not answer.</exception>
    public async Task<CommandAnswer> ReplacePreviousAsync(SessionId session, string text, CancellationToken ct)
    {
        if (Here.Contains(session) && _services.StartedSystem is { } system)
        {
            return await system.ReplacePreviousAsync(session, text, ct).ConfigureAwait(false);
        }

        ControlReply reply = await ControlClient.SendAsync(
            _services.Data.SessionFolder(session), ControlCommand.ReplacePrevious, text, s_controlTimeout, ct)
            .ConfigureAwait(false);
        return new CommandAnswer(session, reply.Accepted, reply.Message);
    }

    /// <summary>Waits until no session runs in this process any more.</summary>
    public async Task AllEndedAsync(CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_here.IsEmpty)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Nobody may be left on the UI thread to take the news that still wait.
        await _ended.CancelAsync().ConfigureAwait(false);
        _feed?.Dispose();
        await _pump.ConfigureAwait(false);
        _starting.Dispose();
        _ended.Dispose();
    }

    private async Task<SamanthaSystem> SystemAsync(CancellationToken ct)
    {
        SamanthaSystem system = await _services.SystemAsync().WaitAsync(ct).ConfigureAwait(false);
        await _starting.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_feed is null)
            {
                _feed = system.Subscribe();
                _pump = PumpAsync(_feed);
            }
        }
        finally
        {
            _starting.Release();
        }

        return system;
    }

    // The UI takes one batch before the next is read, so that a busy screen makes the feed join texts and not the mailbox grow.
    private async Task PumpAsync(SessionFeed feed)
    {
        await foreach (SessionNews news in feed.ReadAllAsync().ConfigureAwait(false))
        {
            var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _post(() =>
            {
                try
                {
                    Take(news);
                }
                finally
                {
                    taken.TrySetResult();
                }
            });
            // No more than this one ever waits in the mailbox, so it is not lost there; the end ends the wait.
            await taken.Task.WaitAsync(_ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Take(SessionNews news)
    {
        if (news is SessionEnded or SessionGone)
        {
            SetHere(here => here.Remove(news.Session));
        }

        News?.Invoke(news);
    }

    // Nobody can take a start back by not waiting for it, so only the way to it can be cancelled.
    // The id is noted before the start, because a short session may be gone before the answer arrives.
    private async Task<StartAnswer> NotedAsync(SessionId id, Func<Task<StartAnswer>> start)
    {
        bool wasHere = Here.Contains(id);
        SetHere(here => here.Add(id));
        StartAnswer? answer = null;
        try
        {
            answer = await start().ConfigureAwait(false);
            return answer;
        }
        finally
        {
            if (!wasHere && answer is not { Accepted: true })
            {
                SetHere(here => here.Remove(id));
            }
        }
    }

    private void SetHere(Func<ImmutableHashSet<SessionId>, ImmutableHashSet<SessionId>> change)
    {
        lock (_gate)
        {
            _here = change(_here);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static ControlCommand ControlOf(SessionCommand command) => command switch
    {
        SessionCommand.StopAfterStep => ControlCommand.StopAfterStep,
        SessionCommand.StopNow => ControlCommand.StopNow,
        SessionCommand.SkipResponse => ControlCommand.SkipResponse,
        SessionCommand.SkipModel => ControlCommand.SkipModel,
        SessionCommand.Pause => ControlCommand.Pause,
        SessionCommand.PauseAndUnload => ControlCommand.PauseAndUnload,
        SessionCommand.Continue => ControlCommand.Continue,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "This command is not known to other processes."),
    };
}
