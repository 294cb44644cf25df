using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Exports;
using Samantha.Host.Exporting;

namespace Samantha.Host.Running;

/// <summary>
/// The page of a running session, for chains that ask for it: written again after the steps that are worth it, in the background,
/// and opened in the browser once. Its troubles are notes; they never hold up the session.
/// </summary>
internal sealed class SessionPage : IAsyncDisposable
{
    public const string FileName = "page.html";

    /// <summary>The page of a long session takes a while: between two of them at least this many times as long passes.</summary>
    private const int PauseFactor = 10;

    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(500);

    private readonly DataFolder _data;
    private readonly SessionId _session;
    private readonly ShowHtml _when;
    private readonly TimeProvider _time;
    private readonly Action<string> _note;
    private readonly SemaphoreSlim _asked = new(0, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;
    private bool _isOpened;
    private bool _hasTold;
    private bool _isWanted;

    /// <param name="note">Takes lines for the user, from any thread.</param>
    public SessionPage(DataFolder data, SessionId session, ShowHtml when, TimeProvider time, Action<string> note)
    {
        _data = data;
        _session = session;
        _when = when;
        _time = time;
        _note = note;
        _writing = when == ShowHtml.Never ? Task.CompletedTask : Task.Run(WriteAsync);
    }

    /// <summary>Call with every durable event, in order, from one thread.</summary>
    public void OnEvent(SessionEvent sessionEvent)
    {
        if (IsWorthAPage(_when, sessionEvent))
        {
            _isWanted = true;
            Ask();
        }
        else if (_isWanted && sessionEvent is SessionFinished or SessionStopped)
        {
            Ask(); // The last page says how it ended.
        }
    }

    /// <summary>A response whose code is still to be run has its page after that.</summary>
    internal static bool IsWorthAPage(ShowHtml when, SessionEvent sessionEvent) => when switch
    {
        ShowHtml.Always => sessionEvent is CodeExecuted
            or ResponseCommitted { Code: null, StopReason: not (ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector) },
        ShowHtml.OnOutput => sessionEvent is CodeExecuted executed
            && (executed.Outcome.Files.Length > 0 || !string.IsNullOrWhiteSpace(executed.Outcome.Stdout)),
        _ => false,
    };

    /// <summary>Waits until what was asked for is written. Nothing may be asked for after it.</summary>
    public async Task CompleteAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await CompleteAsync().ConfigureAwait(false);
        _ending.Dispose();
        _asked.Dispose();
    }

    private void Ask()
    {
        if (_asked.CurrentCount == 0)
        {
            _asked.Release();
        }
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            try
            {
                await _asked.WaitAsync(_ending.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                if (await _asked.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
                {
                    await WriteOnceAsync().ConfigureAwait(false);
                }

                return;
            }

            long started = _time.GetTimestamp();
            await WriteOnceAsync().ConfigureAwait(false);
            TimeSpan pause = _time.GetElapsedTime(started) * PauseFactor;
            await Task.Delay(pause > PauseMin ? pause : PauseMin, _time, _ending.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteOnceAsync()
    {
        string path = Path.Combine(_data.SessionFolder(_session), FileName);
        try
        {
            SessionListing listing = new SessionIndex(_data).Get(_session);
            SessionExporter.WriteFile(listing, ExportFormat.Html, path, replace: true);
        }
        catch (Exception e) when (e is CommandFailure or JournalException or IOException or UnauthorizedAccessException)
        {
            TellOnce($"the session's page cannot be written: {e.Message}");
            return;
        }

        if (!_isOpened)
        {
            BrowserOpening opening = await new BrowserOpener().OpenAsync(path).ConfigureAwait(false);
            _isOpened = opening.IsOpened;
            TellOnce(opening.IsOpened ? $"page: {path} ({opening.Message})" : $"page: {path} (not opened: {opening.Message})");
        }
    }

    private void TellOnce(string text)
    {
        if (!_hasTold)
        {
            _hasTold = true;
            _note(text);
        }
    }
}
