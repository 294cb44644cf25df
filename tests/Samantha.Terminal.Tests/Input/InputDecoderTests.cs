using System.Text;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Tests.Input;

public sealed class InputDecoderTests
{
    public static TheoryData<string, string> Corpus => new()
    {
        { "a", "a" },
        { "A", "A" },
        { " ", "Space" },
        { "é日😀", "é 日 😀" },
        { "\r", "Enter" },
        { "\n", "Ctrl+J" },
        { "\t", "Tab" },
        { "\x7f", "Backspace" },
        { "\b", "Backspace" },
        { "\0", "Ctrl+Space" },
        { "\x01\x1a", "Ctrl+A Ctrl+Z" },
        { "\x1c\x1d", "Ctrl+\\ Ctrl+]" },
        { "\e[A\e[B\e[C\e[D", "Up Down Right Left" },
        { "\eOA\eOH\eOF", "Up Home End" },
        { "\eOP\eOQ\eOR\eOS", "F1 F2 F3 F4" },
        { "\e[[A\e[[E", "F1 F5" },
        { "\e[1;5A\e[1;3C\e[1;2D", "Ctrl+Up Alt+Right Shift+Left" },
        { "\e[1;6P", "Ctrl+Shift+F1" },
        { "\e[H\e[F\e[1~\e[4~\e[7~\e[8~", "Home End Home End Home End" },
        { "\e[2~\e[3~\e[5~\e[6~", "Ins Del PgUp PgDn" },
        { "\e[3;5~", "Ctrl+Del" },
        { "\e[11~\e[15~\e[17~\e[21~\e[23~\e[24~", "F1 F5 F6 F10 F11 F12" },
        { "\e[Z", "Shift+Tab" },
        { "\ea\eA\e1\e\r\e\x7f", "Alt+A Alt+Shift+A Alt+1 Alt+Enter Alt+Backspace" },
        { "\eé", "Alt+É" },
        { "\e\x01", "Ctrl+Alt+A" },
        { "\e\e[A", "Esc Up" },
        { "\e[97;5u\e[13;5u\e[27u\e[9;2u", "Ctrl+A Ctrl+Enter Esc Shift+Tab" },
        { "\e[112;6u", "Ctrl+Shift+P" },
        { "\e[97;69u", "Ctrl+A" },
        { "\e[97:65;2u", "A" },
        { "\e[97;5:3u", "" },
        { "\e[57399u\e[57414u\e[57441u", "0 Enter" },
        { "\e[27;5;13~", "Ctrl+Enter" },
        { "\e[I\e[O", "focus focus-lost" },
        { "\e[<0;10;5M\e[<0;10;5m", "Press Left 9,4 Release Left 9,4" },
        { "\e[<64;1;1M\e[<65;1;1M", "WheelUp None 0,0 WheelDown None 0,0" },
        { "\e[<34;3;4M\e[<35;3;4M\e[<18;3;4M", "Drag Right 2,3 Move None 2,3 Ctrl+Press Right 2,3" },
        { "\e[<128;1;1M", "" },
        { "\e[Mabc", "" },
        { "\e[200~hi\r\nthere\e[201~x", "paste(hi\nthere) x" },
        { "\e[200~:q\x1b[31m\x03\x07é\t\e[201~", "paste(:q[31mé\t)" },
        { "\e[200~a\e[20\e[201~", "paste(a[20)" },
        { "\e[200~\e[201~", "paste()" },
        { "\e]11;rgb:0000/0000/0000\e\\a", "a" },
        { "\e]52;c;AAAA\ab", "b" },
        { "\eP1$r0m\e\\c", "c" },
        { "\e_Gi=1;OK\e\\d", "d" },
        { "\e]11;rgb\e[A", "Up" },
        { "\e]11;rgb\rz", "Enter z" },
        { "\e[?62;4c\e[>0;276;0c\e[0n\e[12;40R\e[?2026;2$yx", "x" },
        { "\e[9999999999999999999999~x", "x" },
        { "\e[;;;;;;;;;;A", "Up" },
        { "\e[1;2\e[A", "Up" },
        { "\xC3(", "\uFFFD (" },
        { "\xE2\x82x\xF0\x9F", "\uFFFD x" },
        { "\xFF\xC0\xAF", "\uFFFD \uFFFD \uFFFD" },
        { "\xC2\x9B", "" },
    };

    [Theory]
    [MemberData(nameof(Corpus))]
    public void The_same_bytes_mean_the_same_wherever_they_are_cut(string input, string expected)
    {
        var bytes = ToBytes(input);
        Assert.Equal(expected, Describe(Decode(bytes)));
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(expected, Describe(Decode(bytes[..cut], bytes[cut..])));
        }

        Assert.Equal(expected, Describe(Decode([.. bytes.Select(b => new[] { b })])));
    }

    [Fact]
    public void Random_bytes_never_throw_and_mean_the_same_for_every_chunking()
    {
        var random = new Random(4);
        var parts = Corpus.Select(row => ToBytes((string)row[0])).ToArray();
        for (var n = 0; n < 100_000; n++)
        {
            var bytes = new List<byte>();
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                var part = parts[random.Next(parts.Length)];
                bytes.AddRange(random.Next(3) == 0 ? part.Take(random.Next(part.Length + 1)) : part);
                bytes.Add((byte)random.Next(256));
            }

            var all = bytes.ToArray();
            var cut = random.Next(all.Length + 1);
            if (!Decode(all).SequenceEqual(Decode(all[..cut], all[cut..])))
            {
                Assert.Fail($"{Convert.ToHexString(all)} cut at {cut} means something else");
            }
        }
    }

    [Fact]
    public void No_event_ever_holds_a_control_character()
    {
        var random = new Random(5);
        var bytes = new byte[64];
        for (var n = 0; n < 20_000; n++)
        {
            random.NextBytes(bytes);
            foreach (var input in Decode(bytes))
            {
                var text = input switch
                {
                    KeyEvent key => key.Text,
                    PasteEvent paste => paste.Text.Replace("\n", "").Replace("\t", ""),
                    _ => "",
                };
                Assert.False(text.Any(char.IsControl), text);
            }
        }
    }

    internal static string Describe(IEnumerable<InputEvent> events) => string.Join(' ', events.Select(input => input switch
    {
        KeyEvent key => key.Chord.ToString(),
        MouseEvent mouse =>
            $"{(mouse.Modifiers == 0 ? "" : mouse.Modifiers + "+")}{mouse.Action} {mouse.Button} {mouse.X},{mouse.Y}",
        PasteEvent paste => $"paste({paste.Text})",
        FocusEvent focus => focus.Gained ? "focus" : "focus-lost",
        _ => input.ToString(),
    }));

    // The corpus writes raw bytes as \xNN below 256 and everything else as characters.
    private static byte[] ToBytes(string text) =>
        text.Any(c => c > 0xFF) || text.Contains('é') ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);

    private static List<InputEvent> Decode(params byte[][] chunks)
    {
        var decoder = new InputDecoder();
        var events = new List<InputEvent>();
        foreach (var chunk in chunks)
        {
            decoder.Feed(chunk, events);
        }

        return events;
    }
}
