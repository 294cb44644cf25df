using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>
/// The row of tab titles of a tabs view. Knows titles only; brackets mark the active one, arrows that there are more.
/// </summary>
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

        if (mouse is { Action: MouseAction.Press, Button: MouseButton.Left }
            && Places().At(mouse.X - Bounds.X, Bounds.Width) is { } index)
        {
            _select(index);
            return true;
        }

        return false;
    }

    public override void Draw(Canvas canvas)
    {
        var titles = _titles();
        TabPlaces places = Places();
        if (places.Before is not null)
        {
            canvas.Text(0, 0, canvas.Glyphs.ArrowLeft, Look(canvas, ThemeRole.TabInactive));
        }

        foreach (var (index, x, width) in places.Tabs)
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

        if (places.After is not null)
        {
            canvas.Text(canvas.Width - 1, 0, canvas.Glyphs.ArrowRight, Look(canvas, ThemeRole.TabInactive));
        }
    }

    // A cell apart where there is room for that.
    private TabPlaces Places() => TabPlaces.Of([.. _titles().Select(title => CellText.Width(title) + 2)], _active(), Bounds.Width, 1);
}
