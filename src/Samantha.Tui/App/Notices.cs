using Samantha.Terminal.Themes;

namespace Samantha.Tui.App;

/// <summary>
/// Short lines for the person: the newest is shown above the status line for a while, all are kept for the log pane.
/// </summary>
public sealed class Notices
{
    /// <summary>Older ones are in the program's log if they matter.</summary>
    public const int KeptMax = 500;

    private readonly TimeProvider _time;
    private readonly Queue<Notice> _kept = new();

    public Notices(TimeProvider time) => _time = time;

    /// <summary>Told on the UI thread about each new one.</summary>
    public event Action<Notice>? Added;

    public IReadOnlyCollection<Notice> Kept => _kept;

    /// <summary>Puts sentences of the parts below into the language of the interface.</summary>
    public Func<string, string> Translate { get; set; } = text => text;

    /// <summary>UI thread only. The text may come from outside.</summary>
    public void Say(string text, ThemeRole role = ThemeRole.Text)
    {
        var notice = new Notice(_time.GetLocalNow(), Translate(text), role);
        _kept.Enqueue(notice);
        if (_kept.Count > KeptMax)
        {
            _kept.Dequeue();
        }

        Added?.Invoke(notice);
    }

    public void Warn(string text) => Say(text, ThemeRole.Warning);

    public void Error(string text) => Say(text, ThemeRole.Error);
}

/// <summary>One line for the person, and when it was said.</summary>
public sealed record Notice(DateTimeOffset At, string Text, ThemeRole Role);
