using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>A word that does something when pressed by Enter, Space or a click. One row.</summary>
public sealed class Button : Widget
{
    public Button(WidgetKit kit, string label, Action pressed)
        : base(kit)
    {
        (Label, Pressed) = (label, pressed);
    }

    public string Label { get; set; }

    public Action Pressed { get; set; }

    public bool Enabled { get; set; } = true;

    public override bool CanFocus => Enabled;

    public override KeyMap? Keys => Kit.Keys.Button;

    /// <summary>Cells that the button needs.</summary>
    public int WantedCells => CellText.Width(Label) + 4;

    public override bool Handle(InputEvent input) =>
        input is MouseEvent { Action: MouseAction.Press, Button: MouseButton.Left } ? Run("button.press") : base.Handle(input);

    public override bool CanRun(string actionId) => Enabled;

    public override bool Run(string actionId)
    {
        if (!Enabled || actionId != "button.press")
        {
            return false;
        }

        Pressed();
        return true;
    }

    public override void Draw(Canvas canvas)
    {
        string label = CellText.Truncate($"[ {Label} ]", canvas.Width, canvas.Glyphs.Ellipsis);
        var role = !Enabled ? ThemeRole.Muted : HasFocus ? ThemeRole.ButtonFocused : ThemeRole.Button;
        canvas.Text(0, 0, label, Look(canvas, role));
        if (HasFocus)
        {
            canvas.PlaceCursor(Math.Min(2, Math.Max(0, canvas.Width - 1)), 0);
        }
    }
}
