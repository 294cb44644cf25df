using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Samantha.Terminal.Input;

/// <summary>
/// One key combination as people write it: <c>Ctrl+P</c>, <c>?</c>, <c>Alt+1</c>, <c>Shift+Tab</c>, <c>F1</c>, <c>Space</c>.
/// Equal chords mean equal keys: Shift is dropped where the character already holds it.
/// </summary>
public readonly record struct KeyChord(Key Key, KeyModifiers Modifiers, string Text)
{
    private const KeyModifiers Commanding = KeyModifiers.Ctrl | KeyModifiers.Alt | KeyModifiers.Super;

    private static readonly Dictionary<string, Key> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Esc"] = Key.Escape,
        ["Return"] = Key.Enter,
        ["PgUp"] = Key.PageUp,
        ["PgDn"] = Key.PageDown,
        ["PgDown"] = Key.PageDown,
        ["Ins"] = Key.Insert,
        ["Del"] = Key.Delete,
    };

    public static KeyChord Of(KeyEvent key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Key == Key.Character ? OfCharacter(key.Text, key.Modifiers) : new KeyChord(key.Key, key.Modifiers, "");
    }

    /// <exception cref="FormatException">The text is no key.</exception>
    public static KeyChord Parse(string text) =>
        TryParse(text, out var chord, out var error) ? chord : throw new FormatException(error);

    public static bool TryParse(string text, out KeyChord chord, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        chord = default;
        var modifiers = KeyModifiers.None;
        var rest = text.Trim();
        for (var plus = rest.IndexOf('+', StringComparison.Ordinal); plus > 0 && plus < rest.Length - 1;
            plus = rest.IndexOf('+', StringComparison.Ordinal))
        {
            if (!TryModifier(rest[..plus], out var modifier))
            {
                error = $"\"{text}\" is no key: \"{rest[..plus]}\" is none of Ctrl, Alt, Shift, Super.";
                return false;
            }

            modifiers |= modifier;
            rest = rest[(plus + 1)..];
        }

        error = null;
        if (Named(rest) is { } named)
        {
            chord = new KeyChord(named, modifiers, "");
            return true;
        }

        var character = rest.Equals("Space", StringComparison.OrdinalIgnoreCase) ? " " : rest;
        if (character.Length > 0
            && Rune.DecodeFromUtf16(character, out var rune, out var used) == System.Buffers.OperationStatus.Done
            && used == character.Length && !Rune.IsControl(rune))
        {
            chord = OfCharacter(character, modifiers);
            return true;
        }

        error = $"\"{text}\" is no key. "
            + "Write it like Ctrl+P, Alt+1, Shift+Tab, F5, Enter, Esc, Space, PgUp, Home, Up, or one character.";
        return false;
    }

    public override string ToString()
    {
        var name = Key switch
        {
            Key.Character => Text == " " ? "Space" : (Modifiers & Commanding) != 0 ? Text.ToUpperInvariant() : Text,
            Key.Escape => "Esc",
            Key.PageUp => "PgUp",
            Key.PageDown => "PgDn",
            Key.Insert => "Ins",
            Key.Delete => "Del",
            _ => Key.ToString(),
        };
        var result = new StringBuilder();
        ReadOnlySpan<KeyModifiers> order = [KeyModifiers.Super, KeyModifiers.Ctrl, KeyModifiers.Alt, KeyModifiers.Shift];
        foreach (var modifier in order)
        {
            if ((Modifiers & modifier) != 0)
            {
                result.Append(modifier).Append('+');
            }
        }

        return result.Append(name).ToString();
    }

    private static KeyChord OfCharacter(string text, KeyModifiers modifiers)
    {
        var cased = !string.Equals(text.ToLowerInvariant(), text.ToUpperInvariant(), StringComparison.Ordinal);
        if ((modifiers & Commanding) == 0)
        {
            var shifted = (modifiers & KeyModifiers.Shift) != 0 && cased ? text.ToUpperInvariant() : text;
            return new KeyChord(Key.Character, KeyModifiers.None, shifted);
        }

        return new KeyChord(Key.Character, cased ? modifiers : modifiers & ~KeyModifiers.Shift, text.ToLowerInvariant());
    }

    private static bool TryModifier(string name, out KeyModifiers modifier)
    {
        modifier = name.ToUpperInvariant() switch
        {
            "CTRL" or "CONTROL" => KeyModifiers.Ctrl,
            "ALT" => KeyModifiers.Alt,
            "SHIFT" => KeyModifiers.Shift,
            "SUPER" => KeyModifiers.Super,
            _ => KeyModifiers.None,
        };
        return modifier != KeyModifiers.None;
    }

    private static Key? Named(string name)
    {
        if (OtherNames.TryGetValue(name, out var other))
        {
            return other;
        }

        return name.Length > 1 && char.IsAsciiLetter(name[0]) && Enum.TryParse<Key>(name, ignoreCase: true, out var key)
            && key is not (Key.None or Key.Character) ? key : null;
    }
}
