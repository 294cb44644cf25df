using System.Buffers.Text;
using System.Text;
using Samantha.Terminal.Text;

namespace Samantha.Terminal.Devices;

/// <summary>The fixed control sequences that the program writes besides frames. The only place where they are spelled.</summary>
public static class ControlSequences
{
    /// <summary>What other programs (k9s among them) found terminals to take in one copy, in encoded bytes.</summary>
    public const int MaxClipboardBytes = 74_994;

    private const int MaxTitleChars = 200;

    /// <summary>
    /// Alternate screen, title kept, no automatic wrapping, paste and focus reports, kitty keys, empty screen, no cursor.
    /// </summary>
    public const string Enter = "\e[?1049h\e[22;2t\e[?7l\e[?2004h\e[?1004h\e[>1u\e[?25l\e[0m\e[2J\e[H";

    /// <summary>
    /// Everything that <see cref="Enter"/> and <see cref="MouseOn"/> changed, back. It begins by breaking off a sequence that was
    /// cut in the middle, so it also repairs a terminal whose program was killed: a launcher may print it and run <c>stty
    /// sane</c>.
    /// </summary>
    public const string Leave =
        "\x18\e\\\e[?2026l\e[0m\e[?1006l\e[?1002l\e[?1000l\e[?1004l\e[?2004l\e[<u\e[?7h\e[23;2t\e[?25h\e[?1049l";

    /// <summary><see cref="Leave"/> as the argument of a shell's <c>printf</c>, for launchers.</summary>
    public const string LeaveForPrintf =
        @"\030\033\\\033[?2026l\033[0m\033[?1006l\033[?1002l\033[?1000l"
        + @"\033[?1004l\033[?2004l\033[<u\033[?7h\033[23;2t\033[?25h\033[?1049l";

    public const string MouseOn = "\e[?1000h\e[?1002h\e[?1006h";

    public const string MouseOff = "\e[?1006l\e[?1002l\e[?1000l";

    public const string Bell = "\a";

    /// <summary>Sets the window's title; the text is made harmless and cut.</summary>
    public static string Title(string title) =>
        $"\e]2;{Truncation.End(Sanitizer.Clean(title), MaxTitleChars)}\e\\";

    /// <summary>Copies text by OSC 52; null when it is over <see cref="MaxClipboardBytes"/>.</summary>
    /// <param name="tmux">Once more inside tmux's pass-through, for the terminal that tmux runs in.</param>
    public static string? Copy(string text, bool tmux)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (Base64.GetMaxEncodedToUtf8Length(bytes) > MaxClipboardBytes)
        {
            return null;
        }

        var plain = $"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\e\\";
        return tmux ? plain + "\ePtmux;" + plain.Replace("\e", "\e\e", StringComparison.Ordinal) + "\e\\" : plain;
    }
}
