namespace Samantha.Terminal.Cells;

/// <summary>How text is set apart besides colour. Blinking is left out on purpose.</summary>
[Flags]
public enum TextAttributes
{
    None = 0,
    Bold = 1,
    Dim = 2,
    Italic = 4,
    Underline = 8,
    Reverse = 16,
    Strike = 32,
}
