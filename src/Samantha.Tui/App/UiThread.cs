using Samantha.Terminal.App;
using Samantha.Terminal.Widgets;

namespace Samantha.Tui.App;

/// <summary>
/// The way to the UI thread for everything that is made before the app, or outlives it (the interface starts anew when the
/// language changes). Work that is posted while there is no app waits for the next one.
/// </summary>
internal sealed class UiThread
{
    /// <summary>Between two apps hardly anything happens; more than this means that nobody comes back for it.</summary>
    private const int WaitingMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private TerminalApp? _app;

    public TerminalApp? App
    {
        get
        {
            lock (_gate)
            {
                return _app;
            }
        }
    }

    public void Attach(TerminalApp app)
    {
        lock (_gate)
        {
            _app = app;
            while (_waiting.TryDequeue(out Action? work))
            {
                app.Post(work);
            }
        }
    }

    public void Detach()
    {
        lock (_gate)
        {
            _app = null;
        }
    }

    public void Post(Action work)
    {
        lock (_gate)
        {
            // A full mailbox is a busy moment, not the end: the work must not be lost, so it waits for the next post.
            if ((_app is null || !_app.Post(work)) && _waiting.Count < WaitingMax)
            {
                _waiting.Enqueue(work);
                return;
            }

            while (_app is not null && _waiting.TryPeek(out Action? waiting) && _app.Post(waiting))
            {
                _waiting.Dequeue();
            }
        }
    }

    public IDisposable After(TimeSpan delay, Action work) => App?.After(delay, work) ?? Nothing.Instance;

    /// <summary>What widgets need, bound to whatever app is there when they need it.</summary>
    public WidgetServices Services(TuiOptions options, Action<string> notify) => new()
    {
        Copy = text => App?.Copy(text) ?? false,
        Invalidate = () => App?.Invalidate(),
        Notify = notify,
        Time = options.Terminal.Time,
        EditExternally = options.EditFile is { } edit ? new ExternalEditor(this, edit, notify).Edit : null,
    };

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
