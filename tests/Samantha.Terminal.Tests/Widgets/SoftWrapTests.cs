using FsCheck;
using FsCheck.Fluent;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Tests.Widgets;

public class SoftWrapTests
{
    private static readonly string[] Pieces =
    [
        "a", "word ", " ", "日本", "👩‍👩‍👧", "e\u0301",
        "\t", "longer-word", "🇧🇷", "-", "é", "x y ",
    ];

    private static readonly Arbitrary<(string Text, int Width)> Texts = Gen.Zip(
        Gen.Elements(Pieces).ListOf().Select(list => string.Concat(list)), Gen.Choose(1, 24)).ToArbitrary();

    private static string[] Rows(string text, int width)
    {
        int[] starts = SoftWrap.RowStarts(text, width);
        return [.. starts.Select((start, row) => text[start..(row + 1 < starts.Length ? starts[row + 1] : text.Length)])];
    }

    [Theory]
    [InlineData("the quick brown fox", 10, "the quick |brown fox")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("one    two", 4, "one    |two")]
    [InlineData("日本語テキスト", 5, "日本|語テ|キス|ト")]
    [InlineData("", 5, "")]
    [InlineData("abc", 3, "abc")]
    public void Rows_break_after_blanks_else_inside_words(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', Rows(text, width)));

    [Fact]
    public void No_row_is_wider_than_the_screen_and_no_character_is_lost() =>
        Prop.ForAll(Texts, input =>
        {
            string[] rows = Rows(input.Text, input.Width);
            Assert.Equal(input.Text, string.Concat(rows));
            Assert.All(rows, row => Assert.True(
                CellText.Width(row.TrimEnd(' ')) <= input.Width
                    || CellText.NextCluster(row, out _) == row.TrimEnd(' ').Length,
                row));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrapping_piece_by_piece_gives_the_rows_of_the_whole() =>
        Prop.ForAll(Texts, Gen.Choose(1, 7).ToArbitrary(), (input, step) =>
        {
            var starts = new List<int> { 0 };
            for (int end = 0; end <= input.Text.Length; end += step)
            {
                SoftWrap.Continue(input.Text.AsSpan(0, end), input.Width, starts);
            }

            SoftWrap.Continue(input.Text, input.Width, starts);
            return starts.SequenceEqual(SoftWrap.RowStarts(input.Text, input.Width));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Offsets_snap_to_whole_clusters()
    {
        const string Family = "a👩‍👩‍👧b";
        Assert.Equal(1, CellText.SnapToCluster(Family, 4));
        Assert.Equal(Family.Length - 1, CellText.After(Family, 1));
        Assert.Equal(1, CellText.Before(Family, Family.Length - 1));
    }
}
