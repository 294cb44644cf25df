using Samantha.Terminal.Text;

namespace Samantha.Terminal.Tests.Text;

public sealed class GraphemesTests
{
    [Fact]
    public void Going_back_meets_the_same_boundaries_as_going_forward()
    {
        var random = new Random(1);
        for (var n = 0; n < 3_000; n++)
        {
            var text = RandomText.Next(random);
            var forward = new List<int> { 0 };
            for (var i = 0; i < text.Length; i = Graphemes.Next(text, i))
            {
                forward.Add(Graphemes.Next(text, i));
            }

            var back = new List<int> { text.Length };
            for (var i = text.Length; i > 0; i = Graphemes.Previous(text, i))
            {
                back.Add(Graphemes.Previous(text, i));
            }

            back.Reverse();
            Assert.Equal(forward.Distinct(), back.Distinct());
        }
    }

    [Fact]
    public void Snapping_gives_the_boundary_at_or_before_an_offset()
    {
        const string family = "x👨‍👩‍👧y";
        Assert.Equal(0, Graphemes.Snap(family, 0));
        for (var i = 1; i < family.Length - 1; i++)
        {
            Assert.Equal(1, Graphemes.Snap(family, i));
        }

        Assert.Equal(family.Length - 1, Graphemes.Snap(family, family.Length - 1));
        Assert.Equal(family.Length, Graphemes.Snap(family, family.Length + 5));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_run_of_joining_characters_does_not_make_steps_slow()
    {
        await Task.Yield();
        var text = "a" + new string('\u0301', 200_000);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Graphemes.Previous(text, text.Length - i) < text.Length - i);
        }
    }
}
