namespace Samantha.Terminal.Input;

/// <summary>Keys that are no characters, and <see cref="Character"/> for all that are.</summary>
public enum Key
{
    None,
    Character,
    Enter,
    Tab,
    Backspace,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
}
