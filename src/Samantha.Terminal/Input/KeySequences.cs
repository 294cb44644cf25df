using System.Text;

namespace Samantha.Terminal.Input;

/// <summary>What finished control sequences and control bytes mean as keys. Pure tables; null for what is no key.</summary>
internal static class KeySequences
{
    private const int ModifierMask = 15; // Shift, Alt, Ctrl, Super; the locks above do not change what a key means here.

    /// <summary>A byte below 32, or 127.</summary>
    public static KeyEvent FromControl(int value, KeyModifiers extra) => value switch
    {
        0 => new KeyEvent(Key.Character, KeyModifiers.Ctrl | extra, " "),
        8 or 127 => new KeyEvent(Key.Backspace, extra),
        9 => new KeyEvent(Key.Tab, extra),
        13 => new KeyEvent(Key.Enter, extra),
        27 => new KeyEvent(Key.Escape, extra),
        < 27 => new KeyEvent(Key.Character, KeyModifiers.Ctrl | extra, ((char)('a' + value - 1)).ToString()),
        _ => new KeyEvent(Key.Character, KeyModifiers.Ctrl | extra, ((char)(value + 64)).ToString()),
    };

    public static KeyEvent FromCharacter(Rune rune, KeyModifiers modifiers)
    {
        if (modifiers == KeyModifiers.None)
        {
            return new KeyEvent(Key.Character, modifiers, rune.ToString());
        }

        if (Rune.IsUpper(rune))
        {
            return new KeyEvent(Key.Character, modifiers | KeyModifiers.Shift, Rune.ToLowerInvariant(rune).ToString());
        }

        return new KeyEvent(Key.Character, modifiers, rune.ToString());
    }

    /// <summary>The letter that ends <c>CSI 1 ; modifiers X</c> or <c>SS3 X</c>.</summary>
    public static KeyEvent? FromFinal(char final, KeyModifiers modifiers)
    {
        var key = final switch
        {
            'A' => Key.Up,
            'B' => Key.Down,
            'C' => Key.Right,
            'D' => Key.Left,
            'H' => Key.Home,
            'F' => Key.End,
            'P' => Key.F1,
            'Q' => Key.F2,
            'R' => Key.F3,
            'S' => Key.F4,
            'M' => Key.Enter,
            _ => Key.None,
        };
        return key == Key.None ? null : new KeyEvent(key, modifiers);
    }

    /// <summary>The number in <c>CSI number ; modifiers ~</c>.</summary>
    public static KeyEvent? FromTilde(int number, KeyModifiers modifiers)
    {
        var key = number switch
        {
            1 or 7 => Key.Home,
            2 => Key.Insert,
            3 => Key.Delete,
            4 or 8 => Key.End,
            5 => Key.PageUp,
            6 => Key.PageDown,
            >= 11 and <= 15 => Key.F1 + (number - 11),
            >= 17 and <= 21 => Key.F6 + (number - 17),
            23 => Key.F11,
            24 => Key.F12,
            _ => Key.None,
        };
        return key == Key.None ? null : new KeyEvent(key, modifiers);
    }

    /// <summary>A code point of the kitty protocol or of xterm's modifyOtherKeys, with its modifiers.</summary>
    public static KeyEvent? FromCodePoint(int code, KeyModifiers modifiers)
    {
        if (code is 8 or 9 or 13 or 27 or 127)
        {
            return FromControl(code, modifiers);
        }

        if (Keypad(code) is { } pad)
        {
            return pad with { Modifiers = modifiers };
        }

        // Code points of the private area are keys that have no meaning here (locks, media keys, lone modifiers).
        if (code is < 32 or (>= 127 and < 160) or (>= 57_344 and <= 63_743) || !Rune.IsValid(code))
        {
            return null;
        }

        var rune = new Rune(code);
        return modifiers == KeyModifiers.Shift
            ? new KeyEvent(Key.Character, KeyModifiers.None, Rune.ToUpperInvariant(rune).ToString())
            : FromCharacter(rune, modifiers);
    }

    public static KeyModifiers Modifiers(int parameter) =>
        parameter <= 1 ? KeyModifiers.None : (KeyModifiers)((parameter - 1) & ModifierMask);

    /// <summary>An SGR mouse report; null for buttons that have no name here.</summary>
    public static MouseEvent? FromMouse(int code, int column, int row, bool release)
    {
        var modifiers = ((code & 4) != 0 ? KeyModifiers.Shift : 0)
            | ((code & 8) != 0 ? KeyModifiers.Alt : 0)
            | ((code & 16) != 0 ? KeyModifiers.Ctrl : 0);
        var (x, y) = (Math.Max(0, column - 1), Math.Max(0, row - 1));
        if ((code & 128) != 0)
        {
            return null;
        }

        if ((code & 64) != 0)
        {
            var wheel = MouseAction.WheelUp + (code & 3);
            return release ? null : new MouseEvent(wheel, MouseButton.None, x, y, modifiers);
        }

        var button = (code & 3) switch
        {
            0 => MouseButton.Left,
            1 => MouseButton.Middle,
            2 => MouseButton.Right,
            _ => MouseButton.None,
        };
        var moving = (code & 32) != 0;
        var action = release ? MouseAction.Release
            : !moving ? (button == MouseButton.None ? MouseAction.Release : MouseAction.Press)
            : button == MouseButton.None ? MouseAction.Move : MouseAction.Drag;
        return new MouseEvent(action, button, x, y, modifiers);
    }

    private static KeyEvent? Keypad(int code) => code switch
    {
        >= 57_399 and <= 57_408 => new KeyEvent(Key.Character, Text: ((char)('0' + code - 57_399)).ToString()),
        57_409 => new KeyEvent(Key.Character, Text: "."),
        57_410 => new KeyEvent(Key.Character, Text: "/"),
        57_411 => new KeyEvent(Key.Character, Text: "*"),
        57_412 => new KeyEvent(Key.Character, Text: "-"),
        57_413 => new KeyEvent(Key.Character, Text: "+"),
        57_414 => new KeyEvent(Key.Enter),
        57_415 => new KeyEvent(Key.Character, Text: "="),
        57_417 => new KeyEvent(Key.Left),
        57_418 => new KeyEvent(Key.Right),
        57_419 => new KeyEvent(Key.Up),
        57_420 => new KeyEvent(Key.Down),
        57_421 => new KeyEvent(Key.PageUp),
        57_422 => new KeyEvent(Key.PageDown),
        57_423 => new KeyEvent(Key.Home),
        57_424 => new KeyEvent(Key.End),
        57_425 => new KeyEvent(Key.Insert),
        57_426 => new KeyEvent(Key.Delete),
        _ => null,
    };
}
