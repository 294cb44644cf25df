using Samantha.Actors.Sessions;
using Samantha.Chains.Sessions;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Commands;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Tui.App;

/// <summary>
/// Holds the screens, brings them to the front, does the program's own actions, and shows what goes on. Lives as long as one run
/// of the app; all of it belongs to the UI thread.
/// </summary>
internal sealed class Shell
{
    private static readonly TimeSpan s_noticeTime = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    /// <summary>A job that is over sooner needs no line.</summary>
    private static readonly TimeSpan s_quickJob = TimeSpan.FromMilliseconds(300);

    private const int LogLinesShown = 500;

    private readonly ScreenContext _context;
    private readonly UiThread _thread;
    private readonly Dictionary<string, Screen> _screens = [];
    private readonly Quitting _quitting;
    private readonly Dictionary<string, object> _places = [];
    private Job? _shown;
    private bool _ticking;

    public Shell(ScreenContext context, UiThread thread)
    {
        _context = context;
        _thread = thread;
        var tabs = new TabBar(context.Kit, [.. ScreenIds.InOrder.Select(id => (id, context.Texts["tab." + id]))])
        {
            IsMarked = id => _screens.TryGetValue(id, out Screen? screen) && screen.UnsavedWork is not null,
        };
        tabs.Clicked += id => Show(id, null);
        View = new ShellView(
            context.Kit, tabs, new StatusLine(context.Kit), new TranscriptView(context.Kit), context.Settings.ShowKeys,
            $" {context.Texts["program.more-in-log"]}");
        Root = new WidgetRoot(context.Kit, View)
        {
            ProgramKeys = ShellActions.Keys(context),
            RunProgramAction = Run,
        };
        View.Status.Source = () => StatusHints.Of(Root, View.Screen, context.Kit.Popups.Top is not null);
        _quitting = new Quitting(context, () => _screens.Values, code => _thread.App?.Quit(code));
        context.Go.Connect(Show, _quitting.Ask);
        context.Notices.Added += OnNotice;
        context.Sessions.News += OnNews;
        context.Jobs.Changed += Tick;
    }

    public WidgetRoot Root { get; }

    public ShellView View { get; }

    /// <summary>Whether the last line shows the keys.</summary>
    public bool ShowsKeys
    {
        set
        {
            View.Status.Visible = value;
            _context.Kit.Services.Invalidate();
        }
    }

    public void Show(string id, object? argument)
    {
        if (!_screens.TryGetValue(id, out Screen? screen))
        {
            screen = ScreenRegistry.All.First(entry => entry.Id == id).Create(_context);
            _screens.Add(id, screen);
            _places.Remove(id, out object? place);
            argument ??= place;
        }

        if (View.Screen != screen)
        {
            View.Screen?.Hidden();
            View.Screen = screen;
            View.Tabs.Current = id;
            _context.Go.Current = id;
            Root.Content = View;
        }

        screen.Shown(argument);
        Tick();
        _context.Kit.Services.Invalidate();
    }

    /// <summary>Each screen will begin where the other shell's was.</summary>
    public void TakePlaces(Shell before)
    {
        foreach ((string id, object place) in before._places)
        {
            _places[id] = place;
        }

        foreach (Screen screen in before._screens.Values)
        {
            if (screen.Place is { } place)
            {
                _places[screen.Id] = place;
            }
        }
    }

    /// <summary>Says what was left unsaved when the program ended last, if anything was.</summary>
    public void TellOfDrafts() => _context.Jobs.StartQuiet(
        () => _context.Drafts.List().Count(draft => DraftSubjects.PathOf(draft.Subject) is not null),
        chains =>
        {
            if (chains > 0)
            {
                _context.Notices.Warn(_context.Texts.Count("program.drafts", chains));
            }
        });

    public void KeepDrafts()
    {
        foreach (Screen screen in _screens.Values)
        {
            screen.KeepDraft();
        }
    }

    /// <summary>The end of this run of the app: nothing may reach the screens any more.</summary>
    public void Disconnect()
    {
        _context.Notices.Added -= OnNotice;
        _context.Sessions.News -= OnNews;
        _context.Jobs.Changed -= Tick;
        _context.Jobs.CancelAll();
    }

    private bool Run(string action)
    {
        switch (action)
        {
            case ShellActions.Quit:
                _quitting.Ask();
                return true;
            case ShellActions.Interrupt:
                Interrupt();
                return true;
            case ShellActions.Log:
                ToggleLog();
                return true;
            case ShellActions.Mouse:
                _context.ApplySettings(_context.Settings with { Mouse = !_context.Settings.Mouse });
                _context.Notices.Say(_context.Texts[_context.Settings.Mouse ? "program.mouse-on" : "program.mouse-off"]);
                return true;
            case ShellActions.Repaint:
                _thread.App?.Repaint();
                return true;
            case ShellActions.Suspend:
                return _thread.App?.Suspend() ?? false;
            case ShellActions.NextScreen or ShellActions.PreviousScreen:
                Step(action == ShellActions.NextScreen ? 1 : -1);
                return true;
            default:
                if (!action.StartsWith(ShellActions.ScreenPrefix, StringComparison.Ordinal))
                {
                    return false;
                }

                Show(action[ShellActions.ScreenPrefix.Length..], null);
                return true;
        }
    }

    private void Step(int by)
    {
        int count = ScreenIds.InOrder.Length;
        int at = ScreenIds.InOrder.IndexOf(_context.Go.Current);
        Show(ScreenIds.InOrder[(at + by + count) % count], null);
    }

    // First what the screen in front is busy with, then other visible work, then a running session; it never quits.
    private void Interrupt()
    {
        if (View.Screen?.Interrupt() == true || _context.Jobs.CancelNewest())
        {
            return;
        }

        if (_context.Sessions.Here.IsEmpty)
        {
            _context.Notices.Say(_context.Texts["program.ctrl-c"]);
            return;
        }

        foreach (var session in _context.Sessions.Here)
        {
            _context.Jobs.StartQuiet(
                ct => _context.Sessions.CommandAsync(session, SessionCommand.StopNow, ct),
                answer => _context.Notices.Say(answer.Message));
        }
    }

    private void ToggleLog()
    {
        View.Log.Visible = !View.Log.Visible;
        if (!View.Log.Visible)
        {
            return;
        }

        _context.Jobs.StartQuiet(
            () => _context.Services.Log.Tail(LogLinesShown),
            lines =>
            {
                TranscriptLog log = View.Log.Log;
                log.Clear();
                log.AppendLine(_context.Texts.Format("program.log-file", _context.Services.Log.Path), ThemeRole.Muted);
                foreach (string line in lines)
                {
                    log.AppendLine(line);
                }

                foreach (Notice notice in _context.Notices.Kept)
                {
                    log.AppendLine($"{notice.At:HH:mm:ss} {notice.Text}", notice.Role);
                }

                View.Log.FollowTail();
            });
    }

    private void OnNotice(Notice notice)
    {
        View.Notice = notice;
        if (View.Log.Visible)
        {
            View.Log.Log.AppendLine($"{notice.At:HH:mm:ss} {notice.Text}", notice.Role);
        }

        _context.After(s_noticeTime, () => View.Notice = View.Notice == notice ? null : View.Notice);
        _context.Kit.Services.Invalidate();
    }

    private void OnNews(SessionNews news)
    {
        if (_context.Settings.Bell && news is SessionEnded or SessionEventRecorded { Event: SessionStarted })
        {
            _thread.App?.Bell();
        }

        if (news is SessionEnded ended && View.Screen?.Id != ScreenIds.Session)
        {
            _context.Notices.Say(ended.Message);
        }

        foreach (Screen screen in _screens.Values)
        {
            screen.OnNews(news);
        }

        Tick();
    }

    // Runs only while there is something whose time passes, so that an idle program costs nothing.
    private void Tick()
    {
        Job? job = _context.Jobs.Running.LastOrDefault(job => job.Title.Length > 0 && job.Elapsed > s_quickJob);
        int sessions = _context.Sessions.Here.Count;

        // The screen of sessions shows itself that one runs; there the place is for keys.
        int known = View.Screen?.Id == ScreenIds.Session ? 1 : 0;
        View.Status.Text = sessions > known ? _context.Texts.Count("program.sessions", sessions) : "";
        if (job is null)
        {
            View.Status.End();
        }
        else if (job != _shown)
        {
            View.Status.Begin("");
        }

        _shown = job;
        View.Status.Activity = job is null ? null : $"{job.Title} {job.Progress} {_context.Texts["program.cancel-key"]}";
        bool waits = _context.Jobs.Running.Any(running => running.Title.Length > 0);
        if (waits && !_ticking)
        {
            _ticking = true;
            _context.After(s_tick, () =>
            {
                _ticking = false;
                Tick();
            });
        }
    }
}
