using System.Text;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Devices;

/// <summary>The bytes that a terminal sends for a key: the decoder the other way round, for scripted input.</summary>
internal static class KeyBytes
{
    public static byte[] Of(KeyChord chord)
    {
        var modifier = (int)chord.Modifiers + 1;
        if (chord.Key == Key.Character)
        {
            return Encoding.UTF8.GetBytes(Character(chord, modifier));
        }

        var plain = modifier == 1;
        var text = chord.Key switch
        {
            Key.Enter => plain ? "\r" : $"\e[13;{modifier}u",
            Key.Tab => plain ? "\t" : chord.Modifiers == KeyModifiers.Shift ? "\e[Z" : $"\e[9;{modifier}u",
            Key.Backspace => plain ? "\x7f" : $"\e[127;{modifier}u",
            Key.Escape => $"\e[27;{modifier}u",
            Key.Up => Letter('A', modifier),
            Key.Down => Letter('B', modifier),
            Key.Right => Letter('C', modifier),
            Key.Left => Letter('D', modifier),
            Key.Home => Letter('H', modifier),
            Key.End => Letter('F', modifier),
            Key.Insert => Tilde(2, modifier),
            Key.Delete => Tilde(3, modifier),
            Key.PageUp => Tilde(5, modifier),
            Key.PageDown => Tilde(6, modifier),
            >= Key.F1 and <= Key.F4 when plain => "\eO" + (char)('P' + (chord.Key - Key.F1)),
            >= Key.F1 and <= Key.F4 => Letter((char)('P' + (chord.Key - Key.F1)), modifier),
            Key.F5 => Tilde(15, modifier),
            >= Key.F6 and <= Key.F10 => Tilde(17 + (chord.Key - Key.F6), modifier),
            Key.F11 => Tilde(23, modifier),
            Key.F12 => Tilde(24, modifier),
            _ => throw new ArgumentOutOfRangeException(nameof(chord), chord, "A key that no terminal sends."),
        };
        return Encoding.ASCII.GetBytes(text);
    }

    private static string Character(KeyChord chord, int modifier)
    {
        if (chord.Modifiers == KeyModifiers.None)
        {
            return chord.Text;
        }

        if (chord.Modifiers == KeyModifiers.Ctrl
            && chord.Text.Length == 1 && chord.Text[0] is (>= 'a' and <= 'z') and not ('i' or 'm' or 'h'))
        {
            return ((char)(chord.Text[0] - 'a' + 1)).ToString();
        }

        return $"\e[{char.ConvertToUtf32(chord.Text, 0)};{modifier}u";
    }

    private static string Letter(char final, int modifier) => modifier == 1 ? $"\e[{final}" : $"\e[1;{modifier}{final}";

    private static string Tilde(int number, int modifier) => modifier == 1 ? $"\e[{number}~" : $"\e[{number};{modifier}~";
}
