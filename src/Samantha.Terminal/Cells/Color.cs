namespace Samantha.Terminal.Cells;

/// <summary>
/// A colour of text or background: the terminal's own, one of its palette, or red, green and blue. Knows no screen.
/// </summary>
public readonly record struct Color
{
    private const uint PaletteTag = 1u << 24;
    private const uint RgbTag = 2u << 24;

    private readonly uint _value;

    private Color(uint value) => _value = value;

    /// <summary>What the terminal uses when nothing is said.</summary>
    public static Color Default => default;

    public static Color Black => Palette(0);

    public static Color Red => Palette(1);

    public static Color Green => Palette(2);

    public static Color Yellow => Palette(3);

    public static Color Blue => Palette(4);

    public static Color Magenta => Palette(5);

    public static Color Cyan => Palette(6);

    public static Color White => Palette(7);

    public static Color BrightBlack => Palette(8);

    public bool IsDefault => _value == 0;

    public bool IsPalette => (_value & PaletteTag) != 0;

    public bool IsRgb => (_value & RgbTag) != 0;

    /// <summary>
    /// Number in the palette (0 to 15: the terminal's own sixteen). Only meaningful when <see cref="IsPalette"/>.
    /// </summary>
    public int Index => (int)(_value & 0xFF);

    public byte R => (byte)(_value >> 16);

    public byte G => (byte)(_value >> 8);

    public byte B => (byte)_value;

    public static Color Palette(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 255);
        return new Color(PaletteTag | (uint)index);
    }

    public static Color Rgb(byte red, byte green, byte blue) =>
        new(RgbTag | ((uint)red << 16) | ((uint)green << 8) | blue);

    public override string ToString() =>
        IsRgb ? $"#{R:x2}{G:x2}{B:x2}" : IsPalette ? $"palette {Index}" : "default";
}
