using System.Globalization;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Commands;

/// <summary>
/// The bottom line: the keys that are valid now (each can be clicked), and at the right what is going on, with a spinner and the
/// time it has taken. The caller asks for frames while something goes on; the line starts no timer.
/// </summary>
public sealed class StatusLine : Widget
{
    private const int SpinnerStepMs = 100;

    private readonly List<(Rect Area, string ActionId)> _clickable = [];
    private long? _since;

    public StatusLine(WidgetKit kit)
        : base(kit)
    {
    }

    /// <summary>Where the valid keys come from, usually the root's Hints.</summary>
    public Func<IReadOnlyList<KeyHint>> Source { get; set; } = () => [];

    /// <summary>A text at the right when nothing goes on.</summary>
    public string Text { get; set; } = "";

    /// <summary>What is going on, or null. See <see cref="Begin"/>.</summary>
    public string? Activity { get; set; }

    /// <summary>False: a fixed sign instead of the spinner, for slow lines.</summary>
    public bool Animated { get; set; } = true;

    /// <summary>Something begins now: shows it with a spinner and the time from here on.</summary>
    public void Begin(string activity)
    {
        Activity = activity;
        _since = Kit.Services.Time.GetTimestamp();
    }

    public void End()
    {
        Activity = null;
        _since = null;
    }

    public override void Draw(Canvas canvas)
    {
        var style = canvas.Theme[ThemeRole.StatusBar];
        canvas.Clear(style);
        string right = CellText.Truncate(RightText(canvas.Glyphs), Math.Max(0, canvas.Width * 2 / 3), canvas.Glyphs.Ellipsis);
        int rightWidth = CellText.Width(right);
        canvas.Text(canvas.Width - rightWidth, 0, right, style);
        _clickable.Clear();
        int room = canvas.Width - rightWidth - (rightWidth > 0 ? 2 : 0);
        int x = 0;
        foreach (var hint in Source())
        {
            int width = CellText.Width(hint.Key) + 1 + CellText.Width(hint.Label);
            if (x + width > room)
            {
                // A shorter one may still have room.
                continue;
            }

            int keyCells = canvas.Text(x, 0, hint.Key, canvas.Theme[ThemeRole.StatusKey].Over(style));
            canvas.Text(x + keyCells + 1, 0, hint.Label, style);
            _clickable.Add((new Rect(x, 0, width, 1), hint.ActionId));
            x += width + 2;
        }
    }

    public override bool Handle(InputEvent input)
    {
        if (input is not MouseEvent { Action: MouseAction.Press, Button: MouseButton.Left } mouse)
        {
            return false;
        }

        foreach (var (area, actionId) in _clickable)
        {
            if (area.Contains(mouse.X - Bounds.X, mouse.Y - Bounds.Y))
            {
                Kit.RequestAction(actionId);
                return true;
            }
        }

        return false;
    }

    /// <summary>Minutes and seconds, hours when there are any: 0:07, 12:45, 3:02:09.</summary>
    public static string Elapsed(TimeSpan time)
    {
        long seconds = Math.Max(0, (long)time.TotalSeconds);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private string RightText(Glyphs glyphs)
    {
        if (Activity is null)
        {
            return Text;
        }

        if (_since is not { } since)
        {
            return Activity;
        }

        var elapsed = Kit.Services.Time.GetElapsedTime(since);
        int frame = Animated ? (int)(elapsed.TotalMilliseconds / SpinnerStepMs % glyphs.Spinner.Count) : 0;
        return $"{glyphs.Spinner[Math.Max(0, frame)]} {Activity} {Elapsed(elapsed)}";
    }
}
