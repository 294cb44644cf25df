using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>Fields below each other, scrolled so that the focused one is seen, with its explanation in the last row.</summary>
public sealed class FormView : Widget
{
    /// <summary>Longer labels are cut: the value needs its place.</summary>
    public const int MostLabelCells = 28;

    private const int WheelRows = 3;

    private ImmutableArray<FormField> _fields;
    private FormField? _lastFocused;
    private int _top;

    public FormView(WidgetKit kit, params ImmutableArray<FormField> fields)
        : base(kit)
    {
        _fields = fields;
    }

    public ImmutableArray<FormField> Fields
    {
        get => _fields;
        set
        {
            _fields = value;
            Arrange(Bounds);
        }
    }

    /// <summary>True when no field has an error.</summary>
    public bool IsValid => Fields.All(one => !one.Visible || one.Error is null);

    public override IReadOnlyList<Widget> Children => [.. _fields];

    private int BodyRows => Math.Max(0, Bounds.Height - 1);

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        int labels = 1 + Fields
            .Where(field => field.Visible)
            .Select(field => CellText.Width(field.Label))
            .DefaultIfEmpty(0).Max();
        labels = Math.Clamp(labels, 4, Math.Max(4, Math.Min(MostLabelCells, area.Width / 2)));
        int total = Fields.Sum(field => field.Visible ? field.WantedRows : 0);
        _top = Math.Clamp(_top, 0, Math.Max(0, total - BodyRows));
        Reveal();
        int y = area.Y - _top;
        foreach (var field in Fields.Where(field => field.Visible))
        {
            field.LabelCells = labels;
            field.Backdrop = Backdrop;
            field.Arrange(new Rect(area.X, y, Math.Max(0, area.Width - 1), field.WantedRows));
            y += field.WantedRows;
        }
    }

    public override bool Handle(InputEvent input)
    {
        switch (input)
        {
            case MouseEvent { Action: MouseAction.WheelUp or MouseAction.WheelDown } wheel:
                _top += wheel.Action == MouseAction.WheelUp ? -WheelRows : WheelRows;
                Arrange(Bounds);
                return true;
            case KeyEvent { Key: Key.Up or Key.Down, Modifiers: KeyModifiers.None } arrow:
                return MoveFocus(arrow.Key == Key.Up ? -1 : 1);
            case KeyEvent { Key: Key.Enter }:
                return MoveFocus(1);
            default:
                return base.Handle(input);
        }
    }

    public override void Draw(Canvas canvas)
    {
        // Errors come and go with what is typed, and with them the rows.
        Arrange(Bounds);
        var body = canvas.Window(new Rect(0, 0, canvas.Width, BodyRows));
        foreach (var field in Fields)
        {
            DrawChild(body, Bounds, field);
        }

        int total = Fields.Sum(field => field.Visible ? field.WantedRows : 0);
        ScrollBar.Draw(body, canvas.Width - 1, _top, total, BodyRows, Backdrop);
        if (Focused() is { Explanation.Length: > 0 } focused)
        {
            string text = CellText.Truncate(focused.Explanation, canvas.Width, canvas.Glyphs.Ellipsis);
            canvas.Text(0, canvas.Height - 1, text, Look(canvas, ThemeRole.Muted));
        }
    }

    private FormField? Focused() => Fields.FirstOrDefault(field => field.HasFocus);

    private bool MoveFocus(int by)
    {
        var order = Fields.Where(field => field.Visible && field.CanFocus).ToList();
        int at = Focused() is { } focused ? order.IndexOf(focused) + by : 0;
        if (at < 0 || at >= order.Count)
        {
            return false;
        }

        Kit.Focus(order[at]);
        return true;
    }

    private void Reveal()
    {
        // Only when the focus moved: else the wheel could not look at other fields.
        var focused = Focused();
        if (focused == _lastFocused || focused is null)
        {
            _lastFocused = focused;
            return;
        }

        _lastFocused = focused;
        int y = Fields.TakeWhile(field => field != focused).Sum(field => field.Visible ? field.WantedRows : 0);
        int least = Math.Max(0, y + focused.WantedRows - BodyRows);
        _top = Math.Clamp(_top, least, Math.Max(y, least));
    }
}
