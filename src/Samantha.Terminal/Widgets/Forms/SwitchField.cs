using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>A field that is on or off.</summary>
public sealed class SwitchField : FormField
{
    public SwitchField(WidgetKit kit, string label, bool value = false)
        : base(kit, label)
    {
        Value = value;
    }

    public bool Value { get; set; }

    public override KeyMap? Keys => Kit.Keys.Field;

    public override bool Handle(InputEvent input)
    {
        if (Enabled && input is MouseEvent { Action: MouseAction.Press, Button: MouseButton.Left })
        {
            return Set(!Value);
        }

        return Enabled && base.Handle(input);
    }

    public override bool Run(string actionId) => actionId switch
    {
        "field.change" => Set(!Value),
        "field.previous" => Set(false),
        "field.next" => Set(true),
        _ => false,
    };

    protected override void DrawValue(Canvas canvas)
    {
        string sign = Value ? canvas.Glyphs.Check : " ";
        canvas.Text(0, 0, $"[{sign}] {(Value ? Kit.Texts.On : Kit.Texts.Off)}", Look(canvas, ValueRole));
        if (HasFocus)
        {
            canvas.PlaceCursor(1, 0);
        }
    }

    private bool Set(bool value)
    {
        if (Value != value)
        {
            Value = value;
            RaiseChanged();
        }

        return true;
    }
}
