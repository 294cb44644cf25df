using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Charts;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.Sessions.Watching;

namespace Samantha.Tui.Sessions;

/// <summary>The head of a session: name and status, position in the plan, activity, context, times. Draws only.</summary>
public sealed class StatusPanel : Widget
{
    /// <summary>With all lines.</summary>
    public const int FullRows = 5;

    /// <summary>On a small screen: the context and the times share what is left.</summary>
    public const int CompactRows = 3;

    /// <summary>The context window is nearly full: what follows may be cut.</summary>
    private const double NearlyFull = 0.9;

    private const int LeastBarCells = 6;
    private const int MostBarCells = 40;

    private readonly Func<StatusFacts> _facts;

    public StatusPanel(WidgetKit kit, Func<StatusFacts> facts)
        : base(kit) => _facts = facts;

    public override void Draw(Canvas canvas)
    {
        canvas.Clear(Look(canvas, ThemeRole.Text));
        StatusFacts facts = _facts();
        DrawTitle(canvas, facts);
        DrawBar(canvas, 1, facts.Step, ThemeRole.BarFilled);
        DrawBar(canvas, 2, facts.Activity, ThemeRole.BarFilled);
        if (canvas.Height < FullRows)
        {
            return;
        }

        DrawBar(canvas, 3, facts.Context, facts.Context.Share >= NearlyFull ? ThemeRole.Warning : ThemeRole.BarFilled);
        canvas.Text(1, 4, Cut(canvas, facts.Times, canvas.Width - 2), Look(canvas, ThemeRole.Muted));
    }

    private void DrawTitle(Canvas canvas, StatusFacts facts)
    {
        string id = Cut(canvas, facts.Id, canvas.Width / 2);
        int right = canvas.Width - CellText.Width(id) - 1;
        canvas.Text(right, 0, id, Look(canvas, ThemeRole.Muted));
        string status = $"[{facts.Status}]";
        int x = 1 + canvas.Text(1, 0, Cut(canvas, status, right - 2), Look(canvas, ThemeRole.Accent)) + 1;
        canvas.Text(x, 0, Cut(canvas, facts.Title, right - x - 1), Look(canvas, ThemeRole.Title));
    }

    private void DrawBar(Canvas canvas, int y, StatusLineFact fact, ThemeRole role)
    {
        int room = canvas.Width - 2;
        string text = Cut(canvas, fact.Text, room);
        int x = 1 + canvas.Text(1, y, text, Look(canvas, ThemeRole.Text)) + 1;
        int cells = Math.Min(MostBarCells, canvas.Width - 1 - x);
        if (fact.Share is { } share && cells >= LeastBarCells)
        {
            Bars.DrawHorizontal(canvas, x, y, cells, share, Look(canvas, role), Look(canvas, ThemeRole.BarEmpty));
        }
    }

    private static string Cut(Canvas canvas, string text, int cells) =>
        CellText.Truncate(Texts.OneLine.Of(text), Math.Max(0, cells), canvas.Glyphs.Ellipsis);
}
