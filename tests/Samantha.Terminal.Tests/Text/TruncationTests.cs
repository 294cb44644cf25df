using Samantha.Terminal.Text;

namespace Samantha.Terminal.Tests.Text;

public sealed class TruncationTests
{
    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void The_end_gives_way_to_the_mark(string text, int width, string expected) =>
        Assert.Equal(expected, Truncation.End(text, width));

    [Fact]
    public void A_path_keeps_its_beginning_and_its_end() =>
        Assert.Equal("/home/u…l.gguf", Truncation.Middle("/home/user/models/small.gguf", 14));

    [Fact]
    public void Numbers_are_filled_from_the_left_and_text_from_the_right()
    {
        Assert.Equal("   42", Truncation.Pad("42", 5, right: true));
        Assert.Equal("ab   ", Truncation.Pad("ab", 5));
        Assert.Equal("日… ", Truncation.Pad("日本語", 4));
    }

    [Fact]
    public void Nothing_is_ever_wider_than_asked()
    {
        var random = new Random(3);
        for (var n = 0; n < 3_000; n++)
        {
            var text = RandomText.Next(random);
            var width = random.Next(20);
            Assert.InRange(TextWidth.Of(Truncation.End(text, width)), 0, width);
            Assert.InRange(TextWidth.Of(Truncation.Middle(text, width)), 0, width);
            Assert.Equal(width, TextWidth.Of(Truncation.Pad(text, width)));
        }
    }
}
