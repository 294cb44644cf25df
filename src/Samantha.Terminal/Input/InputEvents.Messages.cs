namespace Samantha.Terminal.Input;

/// <summary>
/// A key. Characters have <see cref="Key.Character"/> and their text (one code point); with Ctrl or Alt the text is the key's own
/// letter in lower case. Space is a character.
/// </summary>
public sealed record KeyEvent(Key Key, KeyModifiers Modifiers = KeyModifiers.None, string Text = "") : InputEvent
{
    public KeyChord Chord => KeyChord.Of(this);

    /// <summary>True when the key stands for text to insert: a character without Ctrl, Alt or Super.</summary>
    public bool IsText =>
        Key == Key.Character && (Modifiers & (KeyModifiers.Ctrl | KeyModifiers.Alt | KeyModifiers.Super)) == 0;

    public bool Has(KeyModifiers modifiers) => (Modifiers & modifiers) == modifiers;
}

/// <summary>The mouse, in cells from the upper left corner. Wheel actions have no button.</summary>
public sealed record MouseEvent(
    MouseAction Action, MouseButton Button, int X, int Y, KeyModifiers Modifiers = KeyModifiers.None) : InputEvent;

/// <summary>
/// Pasted text: control characters are gone except tab and line feed; <see cref="Truncated"/> when it was over the limit.
/// </summary>
public sealed record PasteEvent(string Text, bool Truncated = false) : InputEvent;

/// <summary>The terminal window got or lost the focus.</summary>
public sealed record FocusEvent(bool Gained) : InputEvent;

/// <summary>The screen has a new size, in cells.</summary>
public sealed record ResizeEvent(int Width, int Height) : InputEvent;
