using System.Globalization;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Widgets.Forms;

/// <summary>
/// A field for a number within a range. Ctrl+Up and Ctrl+Down step; a wrong value stays visible with a line that says why.
/// </summary>
public sealed class NumberField : TextField
{
    private const int MostChars = 32;

    private readonly bool _whole;

    public NumberField(WidgetKit kit, string label, double value, double least, double most, double step = 1, bool whole = false)
        : base(kit, label, Write(value), MostChars)
    {
        (Least, Most, StepSize, _whole) = (least, most, step, whole);
    }

    public double Least { get; }

    public double Most { get; }

    public double StepSize { get; }

    /// <summary>An empty field is allowed and means that no value is set.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The number, or null when the text is no allowed number (or is empty).</summary>
    public double? Value
    {
        get => OwnError() is null && TryRead(out double value) ? value : null;
        set => Text = value is { } number ? Write(number) : "";
    }

    public override bool Handle(InputEvent input)
    {
        if (Enabled && input is KeyEvent { Key: Key.Up or Key.Down } arrow && arrow.Has(KeyModifiers.Ctrl))
        {
            Step(arrow.Key == Key.Up ? StepSize : -StepSize);
            return true;
        }

        return base.Handle(input);
    }

    protected override string? OwnError()
    {
        if (MayBeEmpty && Text.Trim().Length == 0)
        {
            return null;
        }

        if (!TryRead(out double value))
        {
            return Kit.Texts.NotANumber;
        }

        if (_whole && value != Math.Floor(value))
        {
            return Kit.Texts.NotAWholeNumber;
        }

        bool inside = value >= Least && value <= Most;
        return inside ? base.OwnError() : WidgetTexts.Format(Kit.Texts.NumberRange, Write(Least), Write(Most));
    }

    private void Step(double by)
    {
        string before = Text;
        double value = TryRead(out double now) ? now : Least;

        // Rounded, so that ten steps of 0.1 make 1 and not 0.9999999999999999.
        Text = Write(Math.Clamp(Math.Round(value + by, 6), Least, Most));
        if (Text != before)
        {
            RaiseChanged();
        }
    }

    private bool TryRead(out double value)
    {
        const NumberStyles Allowed = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowExponent;
        string text = Text.Contains('.') ? Text : Text.Replace(',', '.');
        return double.TryParse(text, Allowed, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static string Write(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
