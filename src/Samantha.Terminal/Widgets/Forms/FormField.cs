using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>A labelled value that a person changes, with one line that explains it and one that says what is wrong.</summary>
public abstract class FormField : Widget
{
    protected FormField(WidgetKit kit, string label)
        : base(kit)
    {
        Label = label;
    }

    /// <summary>Told after every change of the value by the person.</summary>
    public event Action? Changed;

    public string Label { get; set; }

    /// <summary>What the field does, in one line; shown by the form while the field has the focus.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>
    /// What is wrong with the value, or null. Set by the field itself or by the caller through <see cref="OuterError"/>.
    /// </summary>
    public string? Error => OuterError ?? OwnError();

    /// <summary>Something wrong that only the caller can know, such as a file that is not there.</summary>
    public string? OuterError { get; set; }

    public bool Enabled { get; set; } = true;

    /// <summary>Cells of the label; the form gives all its fields the same.</summary>
    public int LabelCells { get; set; } = 20;

    /// <summary>Rows wanted: one, and one more for what is wrong.</summary>
    public int WantedRows => Error is null ? 1 : 2;

    public override bool CanFocus => Enabled;

    /// <summary>Where the value stands, in screen cells.</summary>
    protected Rect ValueArea => new(Bounds.X + LabelCells + 2, Bounds.Y, Math.Max(0, Bounds.Width - LabelCells - 2), 1);

    public override void Draw(Canvas canvas)
    {
        var label = Look(canvas, Enabled ? HasFocus ? ThemeRole.Strong : ThemeRole.Text : ThemeRole.Muted);
        canvas.Text(0, 0, HasFocus ? canvas.Glyphs.Marker : " ", Look(canvas, ThemeRole.Accent));
        canvas.Text(2, 0, CellText.Truncate(Label, LabelCells - 1, canvas.Glyphs.Ellipsis), label);
        DrawValue(canvas.Window(new Rect(LabelCells + 2, 0, canvas.Width - LabelCells - 2, 1)));
        if (Error is { } error && canvas.Height > 1)
        {
            string line = CellText.Truncate($"! {error}", canvas.Width - LabelCells - 2, canvas.Glyphs.Ellipsis);
            canvas.Text(LabelCells + 2, 1, line, Look(canvas, ThemeRole.Error));
        }
    }

    protected abstract void DrawValue(Canvas canvas);

    protected virtual string? OwnError() => null;

    protected void RaiseChanged() => Changed?.Invoke();

    /// <summary>The look of a value that can be changed in place.</summary>
    protected ThemeRole ValueRole =>
        !Enabled ? ThemeRole.Muted : HasFocus ? ThemeRole.InputFieldFocused : ThemeRole.InputField;
}
