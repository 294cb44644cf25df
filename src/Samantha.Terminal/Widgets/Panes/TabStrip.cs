using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>The row of tab titles of a tabs view. Knows titles only; brackets mark the active one.</summary>
public sealed class TabStrip : Widget
{
    private readonly Func<IReadOnlyList<string>> _titles;
    private readonly Func<int> _active;
    private readonly Action<int> _select;

    internal TabStrip(WidgetKit kit, Func<IReadOnlyList<string>> titles, Func<int> active, Action<int> select)
        : base(kit)
    {
        (_titles, _active, _select) = (titles, active, select);
    }

    public override bool CanFocus => _titles().Count > 1;

    public override KeyMap? Keys => Kit.Keys.Tabs;

    public override bool Run(string actionId)
    {
        int count = _titles().Count;
        switch (actionId)
        {
            case "tabs.previous" when count > 0:
                _select((_active() + count - 1) % count);
                return true;
            case "tabs.next" when count > 0:
                _select((_active() + 1) % count);
                return true;
            default:
                return false;
        }
    }

    public override bool Handle(InputEvent input)
    {
        if (input is not MouseEvent mouse)
        {
            return base.Handle(input);
        }

        foreach (var (index, x, width) in Places())
        {
            int at = mouse.X - Bounds.X;
            if (mouse is { Action: MouseAction.Press, Button: MouseButton.Left } && at >= x && at < x + width)
            {
                _select(index);
                return true;
            }
        }

        return false;
    }

    public override void Draw(Canvas canvas)
    {
        var titles = _titles();
        foreach (var (index, x, width) in Places())
        {
            bool active = index == _active();
            var style = Look(canvas, active ? ThemeRole.TabActive : ThemeRole.TabInactive);
            canvas.Text(x + 1, 0, titles[index], HasFocus && active ? style.With(TextAttributes.Underline) : style);
            if (active)
            {
                canvas.Text(x, 0, "[", style);
                canvas.Text(x + width - 1, 0, "]", style);
            }

            if (active && HasFocus)
            {
                canvas.PlaceCursor(Math.Clamp(x, 0, Math.Max(0, canvas.Width - 1)), 0);
            }
        }
    }

    /// <summary>
    /// Where the titles stand: a cell apart; where the place is narrow side by side, then with one cell between two of them; and
    /// moved left so far that the active one is seen when even that is too wide.
    /// </summary>
    private IEnumerable<(int Index, int X, int Width)> Places()
    {
        var widths = _titles().Select(title => CellText.Width(title) + 2).ToList();
        int all = widths.Sum();
        int gap = all + widths.Count - 1 <= Bounds.Width ? 1 : all <= Bounds.Width ? 0 : -1;
        int activeEnd = widths.Take(_active() + 1).Sum(width => width + gap) - gap;
        int x = -Math.Max(0, activeEnd - Bounds.Width);
        for (int index = 0; index < widths.Count; index++)
        {
            yield return (index, x, widths[index]);
            x += widths[index] + gap;
        }
    }
}
