using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;
using Samantha.Tui.Sessions.Comparing;
using Samantha.Tui.Sessions.Watching;

namespace Samantha.Tui.Sessions;

/// <summary>
/// Running, stopped and finished sessions: the list of all, one of them live or from its journal, and two responses compared.
/// Journals are read by jobs; sessions are only sent commands.
/// </summary>
public sealed partial class SessionScreen : Screen
{
    /// <summary>How often the list is read again while sessions run.</summary>
    private static readonly TimeSpan s_listAge = TimeSpan.FromSeconds(5);

    private readonly KeyMap _keys;
    private readonly SessionWatch _watch;
    private readonly SessionView _view;
    private readonly CompareView _compare;
    private readonly TableView _table;
    private readonly Pane _list;
    private Widget _face;
    private Widget _behindCompare;
    private IDisposable? _listTimer;
    private Job? _listing;
    private bool _inFront;
    private string? _selectNext;

    public SessionScreen(ScreenContext context)
        : base(context, ScreenIds.Session)
    {
        _keys = KeysFor(context);
        _watch = new SessionWatch(context);
        _view = new SessionView(
            Kit, context.Texts, () => StatusFacts.Of(context.Texts, _watch, context.Services.Time.GetUtcNow()));
        _compare = new CompareView(Kit, context.Texts);
        _table = new TableView(Kit, SessionTable.Columns(context.Texts)) { EmptyText = T("session.reading") };
        _table.Opened += () => OpenSelected();
        _list = new Pane(Kit, T("sessions.title"), _table, 1);
        _watch.Opened += OnOpened;
        _watch.StepsChanged += _view.ShowRows;
        _face = _list;
        _behindCompare = _list;
    }

    public override KeyMap Keys => _keys;

    public override IReadOnlyList<Widget> Children => [_face];

    public override object? Place => _face == _list ? null : _watch.Session;

    /// <summary>The session that commands are for: the one on screen, or the selected row of the list.</summary>
    private SessionId? Target => _face == _list ? Selected?.Id : _watch.Session;

    private SessionListing? Selected => _table.Selected?.Tag as SessionListing;

    public static KeyMap KeysFor(ScreenContext context) => context.Keys(
        "session",
        ("session.skip", ["s"]),
        ("session.pause", ["p"]),
        ("session.stop-after", ["t"]),
        ("session.stop-now", ["T"]),
        ("session.resume", ["r"]),
        ("session.back", ["Escape", "Backspace"]),
        ("session.copy", ["c"]),
        ("session.compare", ["d"]),
        ("session.export", ["x"]),
        ("session.copy-code", ["C"]),
        ("session.copy-all", ["a"]),
        ("session.files", ["o"]),
        ("session.code", ["e"]),
        ("session.learn", ["L"]),
        ("session.prompts", ["i"]),
        ("session.markdown", ["m"]),
        ("session.steps", ["w"]),
        ("session.follow", ["f"]),
        ("session.skip-model", ["S"]),
        ("session.pause-unload", ["P"]),
        ("session.replace", ["E"]),
        ("session.branch", ["B"]),
        ("session.refresh", ["R"]));

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _face.Arrange(area);
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _face);

    // The line of keys is short: with a session on screen its own keys are worth more than those of every text.
    public override string? LabelOf(string actionId) => actionId switch
    {
        "session.pause" when IsTargetPaused => T("label.session.continue"),
        "list.open" => T(_face == _list ? "label.session.open" : "label.session.read"),
        "log.last" or "log.select" or "list.filter" when _face == _view => "",
        "log.search" when IsOneRunning => "",
        _ => null,
    };

    /// <param name="argument">The session to show, two responses to compare, or null for what was shown before.</param>
    public override void Shown(object? argument)
    {
        _inFront = true;
        if (argument is SessionId session)
        {
            Open(session);
        }
        else if (argument is ComparedPair { First: { } first, Second: { } second })
        {
            Compare(first, second);
        }
        else if (_face == _list)
        {
            ReadList();
        }

        _watch.IsWatched = _face == _view;
    }

    public override void Hidden()
    {
        _inFront = false;
        _watch.IsWatched = false;
        _listTimer?.Dispose();
        _listTimer = null;
    }

    public override void OnNews(SessionNews news)
    {
        _watch.OnNews(news);
        if (_inFront && _face == _list && news is SessionGone or SessionEnded)
        {
            ReadList();
        }
    }

    /// <summary>Ctrl+C: asks whether the running session is to end; work that the status line shows goes first.</summary>
    public override bool Interrupt()
    {
        if (_face == _list || !_watch.IsRunning || Context.Jobs.Running.Any(job => job.Title.Length > 0 && !job.IsCancelled))
        {
            return false;
        }

        AskToStop();
        return true;
    }

    private void Open(SessionId session)
    {
        _watch.Open(session);
        _view.Show(null, new TranscriptLog(), T("session.reading"));
        Face(_view);
        _view.FocusText();
    }

    private bool OpenSelected()
    {
        if (Selected is not { } listing)
        {
            return false;
        }

        Open(listing.Id);
        return true;
    }

    private void OnOpened()
    {
        _view.Show(_watch.Picture, _watch.Transcript?.Log ?? new TranscriptLog(), _watch.Problem ?? T("session.nothing-yet"));
        Invalidate();
    }

    private void Face(Widget face)
    {
        _face = face;
        _face.Arrange(Bounds);
        _watch.IsWatched = _inFront && face == _view;
        if (face == _list)
        {
            ReadList();
        }

        Kit.Focus(face);
        Invalidate();
    }

    private bool Back()
    {
        if (_face == _compare)
        {
            Face(_behindCompare);
            return true;
        }

        if (_face != _view)
        {
            return false;
        }

        _selectNext = _watch.Session?.Text;
        Face(_list);
        return true;
    }

    private void ReadList()
    {
        _listTimer?.Dispose();
        _listTimer = null;
        if (_listing is not null)
        {
            return;
        }

        _listing = Context.Jobs.StartQuiet(
            () => Context.Services.Sessions.List(),
            ShowList,
            problem =>
            {
                _listing = null;
                Context.Notices.Error(problem.Message);
            });
    }

    private void ShowList(ImmutableArray<SessionListing> listings)
    {
        _listing = null;
        _table.EmptyText = T("sessions.none");
        _table.Items = SessionTable.Rows(
            Context.Texts, listings, Context.Sessions.Here, Context.Services.Time.LocalTimeZone);
        if (_selectNext is { } id && _table.Select(id))
        {
            _selectNext = null;
        }

        Invalidate();
        if (_inFront && _face == _list && listings.Any(listing => listing.IsAlive))
        {
            _listTimer = Context.After(s_listAge, ReadList);
        }
    }
}
