using Samantha.Terminal.Text;

namespace Samantha.Terminal.Tests.Text;

public sealed class WordWrapTests
{
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("hello world", 20, "hello world")]
    [InlineData("hello world", 10, "hello |world")]
    [InlineData("hello world", 5, "hello |world")]
    [InlineData("hello world", 3, "hel|lo |wor|ld")]
    [InlineData("one two three", 8, "one two |three")]
    [InlineData("日本語の文章", 5, "日本|語の|文章")]
    [InlineData("a 👨‍👩‍👧 b", 4, "a 👨‍👩‍👧 |b")]
    [InlineData("end   ", 4, "end   ")]
    [InlineData("wide日", 5, "wide|日")]
    public void Lines_break_at_blanks_and_between_wide_characters(string line, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', WordWrap.Wrap(line, width).Select(row => line.Substring(row.Start, row.Length))));

    [Fact]
    public void Rows_hold_the_whole_line_fit_and_never_cut_a_cluster()
    {
        var random = new Random(2);
        for (var n = 0; n < 3_000; n++)
        {
            var line = RandomText.Next(random, 30);
            var width = random.Next(2, 30);
            var rows = WordWrap.Wrap(line, width);
            Assert.Equal(0, rows[0].Start);
            Assert.Equal(line.Length, rows[^1].End);
            for (var i = 0; i < rows.Count; i++)
            {
                Assert.True(i == 0 || rows[i].Start == rows[i - 1].End);
                Assert.Equal(rows[i].Start, Graphemes.Snap(line, rows[i].Start));
                Assert.InRange(TextWidth.Of(line.Substring(rows[i].Start, rows[i].Length).TrimEnd(' ', '\t')), 0, width);
                Assert.InRange(rows[i].Width, 0, width);
            }
        }
    }

    [Fact]
    public void Every_column_leads_to_a_boundary_and_back()
    {
        const string line = "ab 日本 👨‍👩‍👧 e\u0301x";
        var row = WordWrap.Wrap(line, 40)[0];
        for (var offset = 0; offset <= line.Length; offset = offset == line.Length ? offset + 1 : Graphemes.Next(line, offset))
        {
            Assert.Equal(offset, WordWrap.OffsetAt(line, row, WordWrap.ColumnOf(line, row, offset)));
        }

        Assert.Equal(3, WordWrap.OffsetAt(line, row, 4));
        Assert.Equal(line.Length, WordWrap.OffsetAt(line, row, 999));
    }
}
