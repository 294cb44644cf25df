using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>The selection in one pass and the plain one must agree, whatever the row looks like.</summary>
public sealed class TopKFilterTests
{
    [Fact]
    public void The_fast_selection_keeps_what_sorting_everything_keeps() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(SamplingArbitraries.Logits, Gen.Choose(1, 70).ToArbitrary(), (logits, k) =>
        {
            CandidateList fast = new(k);
            TopKFilter.Select(logits, k, fast);
            int[] expected = ReferenceFilters.TopK(ReferenceFilters.FromLogits(logits), k).Select(item => item.Token).ToArray();
            return fast.Tokens.SequenceEqual(expected) && fast.IsSorted;
        }));

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Both_ways_agree_on_a_whole_vocabulary_with_many_equal_logits(int k)
    {
        float[] logits = [.. SamplingArbitraries.ManyLogits(20_000, 3).Select(logit => MathF.Round(logit, 1))];
        CandidateList fast = new(k);
        CandidateList plain = CandidateList.FromLogits(logits);

        TopKFilter.Select(logits, k, fast);
        TopKFilter.Apply(plain, k);

        Assert.Equal(plain.Tokens.ToArray(), fast.Tokens.ToArray());
        Assert.Equal(plain.Logits.ToArray(), fast.Logits.ToArray());
        Assert.Equal(k, fast.Count);
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_left_out_and_infinity_is_the_largest_number()
    {
        float[] logits =
            [float.NaN, 1, float.NegativeInfinity, float.PositiveInfinity, float.NaN, 2, float.MaxValue, float.NaN, 0, -1];
        CandidateList fast = new(4);
        CandidateList plain = CandidateList.FromLogits(logits);

        TopKFilter.Select(logits, 4, fast);
        TopKFilter.Apply(plain, 4);

        Assert.Equal([3, 6, 5, 1], fast.Tokens.ToArray());
        Assert.Equal([3, 6, 5, 1], plain.Tokens.ToArray());
        Assert.All(fast.Logits.ToArray(), logit => Assert.True(float.IsFinite(logit)));
    }

    [Fact]
    public void Fewer_usable_logits_than_k_are_all_kept()
    {
        CandidateList fast = new(5);

        TopKFilter.Select([float.NaN, 1, float.NegativeInfinity, 3, float.NaN, float.NaN, float.NaN], 5, fast);

        Assert.Equal([3, 1], fast.Tokens.ToArray());
    }

    [Fact]
    public void A_k_of_zero_or_less_is_off()
    {
        CandidateList list = CandidateList.FromLogits([3, 1, 2]);

        TopKFilter.Apply(list, 0);
        TopKFilter.Apply(list, -5);

        Assert.Equal([0, 1, 2], list.Tokens.ToArray());
    }

    [Fact]
    public void Long_and_short_lists_are_sorted_alike_negative_zero_included()
    {
        foreach (int count in new[] { 10, 4_095, 4_096, 30_000 })
        {
            float[] logits = [.. SamplingArbitraries.ManyLogits(count, 8).Select(logit => MathF.Round(logit, 1))];
            logits[0] = 0f;
            logits[1] = -0f;
            CandidateList list = CandidateList.FromLogits(logits);

            list.SortByLogit();

            Assert.Equal(
                Enumerable.Range(0, count).OrderByDescending(token =>
                    logits[token]).ThenBy(token => token), list.Tokens.ToArray());
        }
    }
}
