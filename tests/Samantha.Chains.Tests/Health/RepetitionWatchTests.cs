using Samantha.Chains.Health;

namespace Samantha.Chains.Tests.Health;

public class RepetitionWatchTests
{
    private static readonly string s_looping =
        "The garden is quiet. " + string.Concat(Enumerable.Repeat("The garden is green and the garden is old. ", 40));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(1000)]
    public void The_place_that_is_found_does_not_depend_on_the_pieces(int pieceCharacters)
    {
        var whole = new RepetitionWatch(RepetitionSettings.Default);
        Assert.True(whole.Append(s_looping));
        var watch = new RepetitionWatch(RepetitionSettings.Default);
        for (var at = 0; at < s_looping.Length; at += pieceCharacters)
        {
            watch.Append(s_looping.AsSpan(at, Math.Min(pieceCharacters, s_looping.Length - at)));
        }

        Assert.Equal(whole.Found, watch.Found);
    }

    [Fact]
    public void A_loop_is_found_long_before_it_fills_a_window()
    {
        var found = RepetitionWatch.Find(s_looping, RepetitionSettings.Default);

        Assert.NotNull(found);
        Assert.InRange(found.EndCharacters, 100, 400);
        Assert.Contains("the garden is old", found.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_words_are_enough_when_the_chain_says_so()
    {
        const string Short = "I am here. I am here. I am here. I am here. I am here. I am here.";

        Assert.Null(RepetitionWatch.Find(Short, RepetitionSettings.Default));
        Assert.NotNull(RepetitionWatch.Find(Short, new RepetitionSettings { Words = 12 }));
    }

    [Fact]
    public void A_response_without_end_takes_no_more_memory()
    {
        var watch = new RepetitionWatch(RepetitionSettings.Default);
        var random = new Random(1);
        var piece = new char[64];
        for (var warm = 0; warm < 100; warm++)
        {
            Fill(piece, random);
            watch.Append(piece);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 10_000; count++)
        {
            Fill(piece, random);
            watch.Append(piece);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Null(watch.Found);
    }

    private static void Fill(char[] piece, Random random)
    {
        for (var index = 0; index < piece.Length; index++)
        {
            piece[index] = random.Next(6) == 0 ? ' ' : (char)('a' + random.Next(26));
        }
    }
}
