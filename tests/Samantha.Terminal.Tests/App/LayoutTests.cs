using Samantha.Terminal.App;
using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Tests.App;

public sealed class LayoutTests
{
    [Fact]
    public void Fixed_parts_come_first_and_shares_divide_the_rest()
    {
        var columns = Layout.Columns(new Rect(2, 1, 100, 5), Length.Fixed(20), Length.Star(), Length.Star(3));
        Assert.Equal([new Rect(2, 1, 20, 5), new Rect(22, 1, 20, 5), new Rect(42, 1, 60, 5)], columns);
    }

    [Fact]
    public void A_least_length_is_kept_while_there_is_room()
    {
        var rows = Layout.Rows(new Rect(0, 0, 10, 20), Length.Star(1, least: 8), Length.Star(9), Length.Fixed(1));
        Assert.Equal([8, 11, 1], rows.Select(row => row.Height));
    }

    [Fact]
    public void Parts_never_overlap_and_fill_the_area_when_something_can_grow()
    {
        var random = new Random(12);
        for (var n = 0; n < 5_000; n++)
        {
            var area = new Rect(random.Next(5), random.Next(5), random.Next(80), random.Next(30));
            var lengths = new Length[random.Next(1, 6)];
            for (var i = 0; i < lengths.Length; i++)
            {
                lengths[i] = random.Next(2) == 0 ? Length.Fixed(random.Next(30)) : Length.Star(random.Next(1, 5), random.Next(8));
            }

            var parts = Layout.Columns(area, lengths);
            var x = area.X;
            foreach (var part in parts)
            {
                Assert.Equal((x, area.Y, area.Height), (part.X, part.Y, part.Height));
                x = part.Right;
            }

            Assert.InRange(x, area.X, area.Right);
            Assert.True(x == area.Right || lengths.All(length => length.Share <= 0));
        }
    }

    [Fact]
    public void Focus_goes_round_and_passes_over_what_cannot_take_it()
    {
        var ring = new FocusRing<string>(item => item != "label");
        Assert.Null(ring.Next());
        ring.Set(["label", "list", "label", "editor"]);
        Assert.Equal("list", ring.Current);
        Assert.Equal("editor", ring.Next());
        Assert.Equal("list", ring.Next());
        Assert.Equal("editor", ring.Previous());
        Assert.False(ring.Focus("label"));
        ring.Set(["editor", "list"]);
        Assert.Equal("editor", ring.Current);
        ring.Set(["label"]);
        Assert.Null(ring.Current);
    }
}
