namespace Samantha.Terminal.Tests.Text;

/// <summary>
/// Sequences that must never reach a terminal from outside: what terminals, and people who attack them, are known for.
/// </summary>
internal static class EscapeCorpus
{
    public static IReadOnlyList<string> All { get; } = [.. Known(), .. Systematic()];

    private static IEnumerable<string> Known() =>
    [
        "\e[2J", "\e[H", "\e[1;1H", "\e[3J", "\ec", "\e[!p", "\e[?1049h", "\e[?1049l", "\e[?1000h", "\e[?1003h", "\e[?25l",
        "\e[?2004l", "\e[8m",
        "\e[?7l", "\e[?5h", "\e[?47h", "\e[?2026h", "\e[20h", "\e[4h", "\e[12l", "\e[6n", "\e[5n", "\e[c", "\e[>c", "\e[=c",
        "\e[>q", "\e[?6n", "\eZ",
        "\e[21t", "\e[20t", "\e[14t", "\e[18t", "\e[8;1000;1000t", "\e[3;0;0t", "\e[22;0t", "\e[>1u", "\e[<u", "\e[?u",
        "\e[=1;1u", "\e[1;10r", "\e[s",
        "\e]0;title\a", "\e]0;title\e\\", "\e]2;rm -rf\a", "\e]1;icon\a", "\e]4;1;?\a", "\e]4;1;rgb:ff/00/00\a",
        "\e]10;?\a", "\e]11;?\a", "\e]12;red\a",
        "\e]7;file:///etc\a", "\e]8;;http://x\e\\link\e]8;;\e\\", "\e]9;notify\a", "\e]50;?\a", "\e]50;#9\a",
        "\e]52;c;cm0gLXJmIC8=\a", "\e]52;c;?\a",
        "\e]52;p;QQ==\e\\", "\e]104\a", "\e]110\a", "\e]133;A\a", "\e]633;E;x\a", "\e]777;notify;a;b\a",
        "\e]1337;File=inline=1:AAAA\a",
        "\e]1337;RequestAttentionWindow\a", "\e]1337;CopyToClipboard=\a", "\e]5522;type=read\e\\", "\e]99;;x\e\\",
        "\eP$qm\e\\", "\eP+q544e\e\\",
        "\eP1000p", "\ePq#0;2;0;0;0#0~~\e\\", "\ePtmux;\e\e]52;c;QQ==\a\e\\", "\eP0;1|17/41\e\\", "\e_Ga=T,f=100;AAAA\e\\",
        "\e_pm\e\\", "\e^private\e\\",
        "\eXsos\e\\", "\ek window title \e\\", "\e#8", "\e(0", "\e)0", "\e%G", "\e%@", "\eN", "\eO", "\e=", "\e>", "\e7",
        "\e8", "\eD", "\eE", "\eH", "\eM",
        "\e\e[2J", "\e[38;2;0;0;0m", "\e[0;0;0;0;0;0m", "\e[?1;2;3;4h", "\e[99999999999999999999C", "\e[;;;;;;;;;;;;;;;;m",
        "\e[\x18\e[2J", "\e[\x1a2J",
        "\u009B2J", "\u009B?1049h", "\u009D0;t\u009C", "\u009D52;c;QQ==\a", "\u0090$qm\u009C", "\u009Fx\u009C",
        "\u009Ex\u009C", "\u0098x\u009C", "\u0085",
        "\u0084", "\u008D", "\r\e[K", "\b\b\b", "\x0e\x0f", "\a\a\a", "\x05", "\v\f", "\x7f", "\0", "\n\n\n",
        "\rOverwritten", "\u2028", "\u2029",
        "\u202Eelif.exe\u202C", "\u202D", "\u202A", "\u202B", "\u2066x\u2069", "\u2067", "\u2068",
        "\e[200~", "\e[201~", "\e[31", "\e[", "\e]", "\e]52;c;", "\eP", "\e",
    ];

    private static IEnumerable<string> Systematic()
    {
        for (var final = '@'; final <= '~'; final++)
        {
            yield return $"\e[{final}";
            yield return $"\e[?9{final}";
            yield return $"\u009B1;2{final}";
        }

        for (var intermediate = ' '; intermediate <= '/'; intermediate++)
        {
            yield return $"\e{intermediate}A";
            yield return $"\e[1{intermediate}q";
        }

        for (var control = 0; control < 32; control++)
        {
            yield return ((char)control).ToString();
            yield return ((char)(0x80 + control)).ToString();
        }
    }
}
