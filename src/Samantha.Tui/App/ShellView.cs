using Samantha.Terminal.Cells;
using Samantha.Terminal.Text;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Commands;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Tui.App;

/// <summary>
/// The frame of the program: tabs above, the screen in front, the log pane when it is open, the newest notice, the line of keys.
/// Draws and lays out only; what actions mean is the shell's.
/// </summary>
internal sealed class ShellView : Widget
{
    private const int LogRowsMin = 4;

    private readonly string _moreInLog;
    private Rect _noticeLine;

    /// <param name="kit">Of the program.</param>
    /// <param name="moreInLog">Stands behind a notice that is cut.</param>
    public ShellView(WidgetKit kit, TabBar tabs, StatusLine status, TranscriptView log, bool showKeys, string moreInLog)
        : base(kit)
    {
        _moreInLog = moreInLog;
        Tabs = tabs;
        Status = status;
        Log = log;
        Log.Visible = false;
        Status.Visible = showKeys;
    }

    public TabBar Tabs { get; }

    public StatusLine Status { get; }

    public TranscriptView Log { get; }

    public Screen? Screen { get; set; }

    /// <summary>What the line above the keys says; null when there is nothing to say.</summary>
    public Notice? Notice { get; set; }

    public override IReadOnlyList<Widget> Children =>
        Screen is null ? [Tabs, Log, Status] : [Screen, Log, Tabs, Status];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        Tabs.Arrange(new Rect(area.X, area.Y, area.Width, 1));
        int bottom = area.Bottom;
        if (Status.Visible)
        {
            Status.Arrange(new Rect(area.X, --bottom, area.Width, 1));
        }

        _noticeLine = Notice is null ? default : new Rect(area.X, --bottom, area.Width, 1);
        if (Log.Visible)
        {
            int rows = Math.Max(LogRowsMin, area.Height / 3);
            bottom -= rows;
            Log.Arrange(new Rect(area.X + 1, bottom + 1, Math.Max(0, area.Width - 2), rows - 1));
        }

        Screen?.Arrange(new Rect(area.X, area.Y + 1, area.Width, Math.Max(0, bottom - area.Y - 1)));
    }

    public override void Draw(Canvas canvas)
    {
        // Notices, the log and screens come and go between two sizes of the terminal.
        Arrange(Bounds);
        DrawChild(canvas, Bounds, Tabs);
        if (Screen is not null)
        {
            DrawChild(canvas, Bounds, Screen);
        }

        if (Log.Visible)
        {
            canvas.HorizontalLine(0, Log.Bounds.Y - Bounds.Y - 1, canvas.Width, canvas.Theme[ThemeRole.Border]);
            DrawChild(canvas, Bounds, Log);
        }

        if (Notice is { } notice)
        {
            Canvas line = canvas.Window(_noticeLine.Offset(-Bounds.X, -Bounds.Y));
            string text = OneLineOf(notice);
            int room = Math.Max(0, line.Width - 2);
            if (TextWidth.Of(text) > room)
            {
                // Where the rest of it can be read.
                room = Math.Max(0, room - TextWidth.Of(_moreInLog));
                text = Truncation.End(text, room, canvas.Glyphs.Ellipsis) + _moreInLog;
            }

            line.Text(1, 0, text, notice.Role);
        }

        DrawChild(canvas, Bounds, Status);
    }

    private static string OneLineOf(Notice notice) => Texts.OneLine.Of(notice.Text);
}
