using System.Text;

namespace Samantha.Terminal.Tests.Text;

/// <summary>
/// Random text of everything that is hard: wide, joined, combining, broken, dangerous. The same seed gives the same text.
/// </summary>
internal static class RandomText
{
    private static readonly string[] Pieces =
    [
        "a", "Zz", " ", "  ", "0", "é", "e\u0301", "a\u0301\u0323", "日", "本語", "한", "\u1112\u1161\u11AB", "😀", "👨‍👩‍👧",
        "👍🏽", "🇧🇷", "🇧", "❤\uFE0F",
        "❤", "1\uFE0F\u20E3", "\u200D", "\u200B", "\u0301", "\uFE0F", "क्षि", "का", "\u0600٣", "ﷺ", "ｱ", "─", "█", "▁",
        "\t", "\r", "\n", "\e[31m",
        "\e]52;c;eA==\a", "\u009B2J", "\u202E", "\u2066", "\u2028", "\ud83d", "\udc00", "\uFFFE", "\u00AD", "\uE0B0",
        "\U0001FAE8", "\U000E0041", "x\u0488",
        "\u1161", "🏳\uFE0F‍🌈", "ภาษาไทย", "שלום", "مرحبا",
    ];

    public static string Next(Random random, int maxPieces = 12)
    {
        var text = new StringBuilder();
        for (var i = random.Next(maxPieces + 1); i > 0; i--)
        {
            text.Append(random.Next(8) == 0 ? Any(random) : Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Any(Random random)
    {
        var value = random.Next(4) switch
        {
            0 => random.Next(0x20),
            1 => random.Next(0x100),
            2 => random.Next(0x3000),
            _ => random.Next(0x110000),
        };
        return Rune.IsValid(value) ? new Rune(value).ToString() : ((char)value).ToString();
    }
}
