using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;
using Samantha.Host.Composition;
using Samantha.Host.Reporting;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// One session from start to end as the command line sees it: hands the news to a view, turns signals into commands, and says how
/// it ended. It owns no state of the session; that is the actors' business.
/// </summary>
internal sealed class SessionRun
{
    private const int TickMs = 100;

    private readonly HostServices _services;
    private readonly IRunView _view;
    private SessionId _session;
    private readonly long _started;
    private readonly ShowHtml _showHtml;
    private readonly ConcurrentQueue<string> _pageNotes = new();
    private SessionPage? _page;
    private double _decodeMs;
    private long _decodedTokens;
    private int? _interruptCode;
    private bool _isViewLost;

    /// <param name="showHtml">When the session's page is written and opened.</param>
    public SessionRun(HostServices services, SessionId session, IRunView view, ShowHtml showHtml)
    {
        _services = services;
        _showHtml = showHtml;
        _session = session;
        _view = view;
        _started = services.Time.GetTimestamp();
    }

    /// <summary>Asked when a session has ended: the one to go on with. Null: the run ends with its first session.</summary>
    public Func<SamanthaSystem, SessionId, Task<NextSession?>>? Next { get; init; }

    public async Task<int> RunAsync(Func<SamanthaSystem, Task<StartAnswer>> start)
    {
        using var interrupts = new Interrupts();
        await using var page =
            new SessionPage(_services.Data, _session, _showHtml, _services.Time, _pageNotes.Enqueue);
        _page = page;
        SessionEnded? ended = await RunAsync(start, interrupts).ConfigureAwait(false);

        // When nobody writes any more, so that the last page is that of an ended session.
        await page.CompleteAsync().ConfigureAwait(false);
        Try(ShowPageNotes);
        return Finish(ended);
    }

    private async Task<SessionEnded?> RunAsync(Func<SamanthaSystem, Task<StartAnswer>> start, Interrupts interrupts)
    {
        await using SamanthaSystem system = ActorsSeam.Start(_services);
        using SessionFeed feed = system.Subscribe();
        StartAnswer answer = await start(system).ConfigureAwait(false);
        while (answer.Accepted)
        {
            SessionEnded? ended = await WatchAsync(system, feed, interrupts).ConfigureAwait(false);
            if (_interruptCode is not null || Next is null
                || await Next(system, _session).ConfigureAwait(false) is not { } next)
            {
                return ended;
            }

            // The page is that of the first session.
            (_session, _page) = (next.Session, null);
            answer = await next.StartAsync().ConfigureAwait(false);
        }

        throw ActorsSeam.NotStarted(answer);
    }

    private async Task<SessionEnded?> WatchAsync(SamanthaSystem system, SessionFeed feed, Interrupts interrupts)
    {
        SessionEnded? ended = null;
        await using IAsyncEnumerator<SessionNews> news = feed.ReadAllAsync().GetAsyncEnumerator();
        Task<bool> next = news.MoveNextAsync().AsTask();
        Task<bool> signal = interrupts.Queue.WaitToReadAsync().AsTask();
        Task tick = Task.Delay(TickMs);
        while (true)
        {
            await Task.WhenAny(next, signal, tick).ConfigureAwait(false);
            if (signal.IsCompleted)
            {
                while (interrupts.Queue.TryRead(out Interrupt? interrupt))
                {
                    await StopAsync(system, interrupt).ConfigureAwait(false);
                }

                signal = interrupts.Queue.WaitToReadAsync().AsTask();
            }

            if (next.IsCompleted)
            {
                if (!await next.ConfigureAwait(false) || news.Current is SessionGone gone && gone.Session == _session)
                {
                    return ended;
                }

                ended = news.Current is SessionEnded last && last.Session == _session ? last : ended;
                await ShowAsync(system, news.Current).ConfigureAwait(false);
                next = news.MoveNextAsync().AsTask();
            }

            if (tick.IsCompleted)
            {
                Try(ShowPageNotes);
                Try(_view.OnTick);
                tick = Task.Delay(TickMs);
            }
        }
    }

    private async Task ShowAsync(SamanthaSystem system, SessionNews news)
    {
        if (news.Session != _session)
        {
            return;
        }

        if (news is SessionEventRecorded { Event: ResponseCommitted committed })
        {
            _decodeMs += committed.DecodeMs;
            _decodedTokens += committed.ResponseTokens;
        }

        if (news is SessionEventRecorded { Event: var sessionEvent })
        {
            _page?.OnEvent(sessionEvent);
        }

        bool wasLost = _isViewLost;
        Try(() => _view.OnNews(news));
        if (_isViewLost && !wasLost)
        {
            await StopAsync(system, new Interrupt(Now: true, ExitCodes.BrokenPipe)).ConfigureAwait(false);
        }
    }

    // They come from the background; a view is shown from one thread.
    private void ShowPageNotes()
    {
        while (_pageNotes.TryDequeue(out string? note))
        {
            _view.Note(note);
        }
    }

    private async Task StopAsync(SamanthaSystem system, Interrupt interrupt)
    {
        _interruptCode = interrupt.ExitCode;
        Try(() => _view.Note(interrupt.Now
            ? "stopping now"
            : "stopping after this step; press Ctrl+C again to stop now"));
        SessionCommand command = interrupt.Now ? SessionCommand.StopNow : SessionCommand.StopAfterStep;

        // A refusal means that the session has just ended, which its last news tells.
        _ = await system.CommandAsync(_session, command).ConfigureAwait(false);
    }

    private int Finish(SessionEnded? ended)
    {
        TimeSpan elapsed = _services.Time.GetElapsedTime(_started);
        double? speed = _decodeMs > 0 ? _decodedTokens / (_decodeMs / 1000) : null;
        if (ended is null)
        {
            Try(() => _view.Finish(new RunSummary(
                _session, SessionStatusText.Failed, "the session was given up after errors", 0, 0, speed, 0, elapsed)));
            return ExitCodes.SomethingFailed;
        }

        Try(() => _view.Finish(new RunSummary(
            _session, ended.Status, ended.Message, ended.Steps, ended.Tokens, speed, ended.Failures, elapsed)
        {
            Report = ReportOf(),
        }));
        return ended.JournalFailed ? ExitCodes.Storage
            : _interruptCode is { } code && ended.Status != SessionStatusText.Finished ? code
            : ended.Status == SessionStatusText.Failed || ended.Failures > 0 ? ExitCodes.SomethingFailed
            : ExitCodes.Done;
    }

    // A page of numbers is for people; whatever is wrong with the journal has been told.
    private ImmutableArray<ReportRow> ReportOf()
    {
        if (_view is not TerminalRunView)
        {
            return [];
        }

        try
        {
            return SessionReports.Read(_services.Data.SessionFolder(_session), isAlive: false, _services.Time).Report is { } report
                ? ReportRows.Brief(report)
                : [];
        }
        catch (JournalException)
        {
            return [];
        }
    }

    // When the terminal or the pipe is gone the session still has to be stopped and its end awaited.
    private void Try(Action show)
    {
        if (_isViewLost)
        {
            return;
        }

        try
        {
            show();
        }
        catch (Exception e) when (e is OutputClosedException or IOException)
        {
            _isViewLost = true;
        }
    }
}
