namespace Samantha.Terminal.Input;

/// <summary>
/// Keys held down together with another. Values are those of the terminals' own encoding (parameter minus one).
/// </summary>
[Flags]
public enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Ctrl = 4,
    Super = 8,
}
