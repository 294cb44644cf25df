using Samantha.Terminal.Text;

namespace Samantha.Terminal.Tests.Text;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("plain", 5)]
    [InlineData("Ação", 4)]
    [InlineData("日本語", 6)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("Ａ", 2)]
    [InlineData("한국", 4)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇧🇷", 2)]
    [InlineData("🇧🇷🇵🇹", 4)]
    [InlineData("❤", 1)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("1\uFE0F\u20E3", 2)]
    [InlineData("a\uFE0F", 1)]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", 2)]
    [InlineData("\u200B\uFEFF\u00AD", 0)]
    [InlineData("\u0301", 1)]
    [InlineData("─█…", 3)]
    public void Text_takes_the_columns_that_terminals_give_it(string text, int columns) =>
        Assert.Equal(columns, TextWidth.Of(text));

    [Theory]
    [InlineData("\e[2J", 4)]
    [InlineData("\r\n", 2)]
    [InlineData("\u009B", 1)]
    [InlineData("\u202E", 1)]
    [InlineData("a\tb", 6)]
    public void What_becomes_a_mark_counts_one_column_and_a_tab_four(string text, int columns) =>
        Assert.Equal(columns, TextWidth.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_counts_one_column() => Assert.Equal(1, TextWidth.Of(((char)0xD800).ToString()));

    [Fact]
    public void The_tables_name_their_Unicode_version() => Assert.Equal("15.0.0", TextWidth.UnicodeVersion);

    [Fact]
    public void Every_code_point_has_a_width_between_zero_and_two()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (System.Text.Rune.IsValid(value))
            {
                Assert.InRange(TextWidth.OfRune(new System.Text.Rune(value)), 0, 2);
            }
        }
    }
}
