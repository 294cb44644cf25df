using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>A field for one line of text. Up, Down, Tab and Enter are left to the form.</summary>
public class TextField : FormField
{
    private readonly LineInput _input;

    public TextField(WidgetKit kit, string label, string value = "", int maxChars = 4_096)
        : base(kit, label)
    {
        _input = new LineInput { MaxChars = maxChars };
        _input.Set(value);
    }

    /// <summary>Told when Enter was pressed in the field.</summary>
    public event Action? Entered;

    /// <summary>Setting it tells nobody; only a person's changes do.</summary>
    public string Text
    {
        get => _input.Text;
        set
        {
            if (value != _input.Text)
            {
                _input.Set(value);
            }
        }
    }

    public string Placeholder { get; set; } = "";

    /// <summary>Says what is wrong with a text, or null.</summary>
    public Func<string, string?> Check { get; set; } = _ => null;

    public override bool Handle(InputEvent input)
    {
        if (!Enabled)
        {
            return false;
        }

        switch (input)
        {
            case MouseEvent { Action: MouseAction.Press or MouseAction.Drag, Button: MouseButton.Left } mouse:
                var area = ValueArea;
                int offset = LineInputPainter.OffsetAt(_input, area.Width, Math.Max(0, mouse.X - area.X));
                _input.MoveTo(offset, mouse.Action == MouseAction.Drag);
                return true;
            case MouseEvent:
                return false;
            case KeyEvent { Key: Key.Enter } when Entered is not null:
                Entered.Invoke();
                return true;
        }

        string before = _input.Text;
        bool used = _input.Handle(input);
        if (_input.Text != before)
        {
            RaiseChanged();
        }

        if (input is PasteEvent && _input.Text.Length >= _input.MaxChars - 1)
        {
            Kit.Services.Notify(WidgetTexts.Format(Kit.Texts.TextTooLong, _input.MaxChars));
        }

        return used || base.Handle(input);
    }

    protected override string? OwnError() => Check(Text);

    protected override void DrawValue(Canvas canvas)
    {
        var style = Look(canvas, ValueRole);
        LineInputPainter.Draw(canvas, canvas.Bounds, _input, style, HasFocus);
        if (Text.Length == 0 && Placeholder.Length > 0)
        {
            // Also while the cursor stands there: what holds without a word must not vanish by going to the field.
            string text = CellText.Truncate(Placeholder, canvas.Width, canvas.Glyphs.Ellipsis);
            canvas.Text(0, 0, text, canvas.Theme[ThemeRole.Placeholder].Over(style));
        }
    }
}
