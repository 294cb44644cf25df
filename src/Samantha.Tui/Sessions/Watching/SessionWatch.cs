using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Terminal.Themes;
using Samantha.Tui.App;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>
/// Keeps the picture and the transcript of one session up to date: from its journal first, then from news when it runs in this
/// process, or by looking at its journal again and again when it runs in another. UI thread; reading is done by jobs.
/// </summary>
public sealed partial class SessionWatch
{
    /// <summary>News that wait while a journal is read. More are read from the journal again.</summary>
    private const int WaitingMax = 10_000;

    private readonly ScreenContext _context;
    private readonly LiveTexts _texts = new();
    private readonly List<SessionNews> _waiting = [];
    private Job? _reading;
    private SessionEnded? _ended;
    private bool _printedFromStart;

    public SessionWatch(ScreenContext context) => _context = context;

    /// <summary>Told when another transcript is to be shown.</summary>
    public event Action? Opened;

    /// <summary>Told when rows of steps changed.</summary>
    public event Action? StepsChanged;

    public SessionId? Session { get; private set; }

    /// <summary>Null until the journal was read for the first time.</summary>
    public SessionPicture? Picture { get; private set; }

    public SessionTranscript? Transcript { get; private set; }

    public SessionListing? Listing { get; private set; }

    /// <summary>Why there is nothing to see or not everything; null when all is well.</summary>
    public string? Problem { get; private set; }

    public TranscriptStyle Style { get; private set; } = new();

    public bool IsHere => Session is { } id && _context.Sessions.Here.Contains(id);

    public bool IsRunning => _ended is null && (IsHere || Listing?.IsAlive == true);

    /// <summary>It runs, but in another process.</summary>
    public bool IsElsewhere => IsRunning && !IsHere;

    /// <summary>Somebody paused it, here or elsewhere, and it has not been told to go on yet.</summary>
    public bool IsPaused => IsRunning && Picture is { State.IsPaused: true };

    /// <summary>One of <see cref="SessionStatusText"/>.</summary>
    public string Status => IsRunning ? SessionStatusText.Running : _ended?.Status ?? Listing?.Status ?? SessionStatusText.Empty;

    public bool CanResume => !IsRunning && IsResumable(Status);

    public static bool IsResumable(string status) =>
        status is SessionStatusText.Stopped or SessionStatusText.Interrupted or SessionStatusText.Failed;

    public void Open(SessionId session)
    {
        if (Session != session)
        {
            (Picture, Transcript, Listing, Problem, EngineMemoryBytes) = (null, null, null, null, null);
        }

        Session = session;
        _ended = null;
        Read();
    }

    /// <summary>Shows the same session in another style.</summary>
    public void Restyle(TranscriptStyle style)
    {
        Style = style;
        if (Session is not null)
        {
            Read();
        }
    }

    /// <summary>For every session of this process, whichever is on screen.</summary>
    public void OnNews(SessionNews news)
    {
        _texts.Take(news);
        if (news.Session != Session)
        {
            return;
        }

        if (news is SessionEnded ended)
        {
            _ended = ended;
        }

        if (_reading is not null)
        {
            _waiting.Add(news);
            if (_waiting.Count > WaitingMax)
            {
                _waiting.Clear();
                Read();
            }

            return;
        }

        if (Picture is not null)
        {
            Take(news);
        }
    }

    private void Read()
    {
        _reading?.Cancel();
        _waiting.Clear();
        SessionId session = Session!.Value;
        TranscriptStyle style = Style;
        Job? job = null;
        job = _context.Jobs.StartQuiet(
            ct => Task.FromResult(SessionReading.Read(_context.Services.Sessions, session, _context.Texts, style, ct)),
            read => OnRead(job, read),
            problem => OnUnreadable(job, problem));
        _reading = job;
    }

    private void OnUnreadable(Job? job, Exception problem)
    {
        if (job == _reading)
        {
            _reading = null;
            Problem = problem.Message;
            Opened?.Invoke();
        }
    }

    private void OnRead(Job? job, SessionRead read)
    {
        if (job != _reading)
        {
            return;
        }

        _reading = null;
        (Picture, Transcript, Listing, Problem) = (read.Picture, read.Transcript, read.Listing, read.Problem);
        _printedFromStart = false;
        if (Problem is { } problem)
        {
            Transcript.Note(problem, ThemeRole.Warning);
        }

        SessionNews[] waiting = [.. _waiting];
        _waiting.Clear();
        foreach (SessionNews news in waiting.Where(news => news is not StepTextStreamed and not StepCodePrinted))
        {
            Take(news);
        }

        if (_reading is null)
        {
            ShowRunningText(read.Partial);
            Opened?.Invoke();
            StepsChanged?.Invoke();
            Watch();
        }
    }

    private void ShowRunningText(PartialResponse? partial)
    {
        if (IsPaused)
        {
            Picture!.Rest();
            return;
        }

        if (!IsRunning || Picture is not { State.Open: { } open } picture)
        {
            return;
        }

        string? saved = partial is not null && partial.Attempt == open.Attempt && partial.StepId == open.Position.StepId
            ? partial.Text
            : null;
        string text = _texts.TextOf(picture.Session, open.Position, open.Attempt, saved);
        LiveStep live = picture.Begin(open.Position, open.Attempt);
        if (text.Length > 0 && live.TextLength == 0)
        {
            live.Phase = LivePhase.Decoding;
            live.ResponseTokens = Math.Max(live.ResponseTokens, partial?.Tokens ?? 0);
            live.Add(text);
            Transcript!.Stream(text);
        }
    }

    private void Take(SessionNews news)
    {
        SessionPicture picture = Picture!;
        switch (news)
        {
            case SessionEventRecorded recorded:
                Take(recorded.Event);
                break;
            case StepTextStreamed streamed:
                picture.Apply(news, Now, SecondsSince);
                Transcript!.Stream(streamed.TextDelta);
                break;
            case StepCodeStarted started:
                picture.Apply(news, Now, SecondsSince);
                _printedFromStart = true;
                Transcript!.CodeStarts(started.Sandbox, started.SandboxReason);
                break;
            case StepCodePrinted printed:
                Transcript!.Print(printed.TextDelta, printed.IsError);
                break;
            case SessionRested:
                picture.Rest();
                StepsChanged?.Invoke();
                break;
            case SessionNoted noted:
                Transcript!.Note(_context.Texts.Said(noted.Text));
                break;
            case SessionEnded ended:
                picture.End();
                if (picture.State.Status == SessionStatus.Running)
                {
                    // Otherwise its last event has said it.
                    Transcript!.Note(
                        _context.Texts.Said(ended.Message), ended.JournalFailed ? ThemeRole.Error : ThemeRole.Accent);
                }

                StepsChanged?.Invoke();
                break;
            case SessionGone when _ended is null:
                // Given up without a last word: the journal tells what it is now.
                Read();
                break;
            default:
                picture.Apply(news, Now, SecondsSince);
                break;
        }
    }

    private void Take(SessionEvent happened)
    {
        SessionPicture picture = Picture!;
        if (happened.Sequence <= picture.LastSequence)
        {
            return;
        }

        if (happened.Sequence > picture.LastSequence + 1)
        {
            Read();
            return;
        }

        LiveStep? live = picture.Live;
        if (happened is ResponseCommitted committed && live is { TextLength: > 0 } && live.Text != committed.Text)
        {
            // What was streamed is not quite what was kept, or its beginning was missed: write it as the journal has it.
            Read();
            return;
        }

        bool isTextShown = happened switch
        {
            ResponseCommitted => live is { TextLength: > 0 },
            CodeExecuted => _printedFromStart,
            _ => false,
        };
        _printedFromStart = _printedFromStart && happened is not CodeExecuted;
        picture.Apply(happened, Transcript!.Add(happened, isTextShown));
        StepsChanged?.Invoke();
    }

    private long Now => _context.Services.Time.GetTimestamp();

    private double SecondsSince(long timestamp) => _context.Services.Time.GetElapsedTime(timestamp).TotalSeconds;
}
