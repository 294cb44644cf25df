using Samantha.Chains.Comparing;

namespace Samantha.Chains.Tests.Comparing;

public class RowDifferenceTests
{
    [Fact]
    public void Equal_rows_do_not_differ_whatever_is_added_to_all_logits()
    {
        float[] row = [1.5f, -2, 0.25f, 7];

        var difference = RowDifference.Of(3, row, [.. row.Select(logit => logit + 4)], 3);

        Assert.Equal(0, difference.KlBits, 9);
        Assert.True(difference.IsSameBest);
        Assert.Equal((3, 3), (difference.Index, difference.FirstBest));
        Assert.Equal(difference.FirstNextBits!.Value, difference.SecondNextBits!.Value, 6);
    }

    [Fact]
    public void The_divergence_is_the_one_worked_out_by_hand()
    {
        // 1/2, 1/4, 1/4 against 1/4, 1/2, 1/4: 1/2 * log2(2) + 1/4 * log2(1/2) + 0 = 1/4 bit.
        float[] first = [MathF.Log(2), 0, 0];
        float[] second = [0, MathF.Log(2), 0];

        var difference = RowDifference.Of(0, first, second, 1);

        Assert.Equal(0.25, difference.KlBits, 6);
        Assert.Equal((0, 1, false), (difference.FirstBest, difference.SecondBest, difference.IsSameBest));
        Assert.Equal((0.5, 0.5), (Math.Round(difference.FirstProbability, 6), Math.Round(difference.SecondProbability, 6)));
        Assert.Equal((2.0, 1.0), (Math.Round(difference.FirstNextBits!.Value, 6), Math.Round(difference.SecondNextBits!.Value, 6)));
    }

    [Fact]
    public void A_token_that_only_the_second_model_excludes_is_infinitely_far_and_one_that_only_the_first_excludes_is_not()
    {
        float[] open = [0, 0];
        float[] closed = [0, float.NegativeInfinity];

        Assert.Equal(double.PositiveInfinity, RowDifference.Of(0, open, closed, null).KlBits);
        Assert.Equal(1, RowDifference.Of(0, closed, open, null).KlBits, 9);
    }

    [Fact]
    public void The_summary_has_agreement_percentiles_and_perplexity()
    {
        RowDifference[] rows =
        [
            .. Enumerable.Range(0, 100).Select(n => new RowDifference(n, n / 100.0, 1, n is 40 or 70 ? 2 : 1, 0.5, 0.5, n < 99 ? 3 : null, n < 99 ? 1 : null)),
        ];
        var comparison = new TextComparison(
            [.. Enumerable.Range(0, 100)], [.. Enumerable.Repeat("t", 100)], [.. rows.Reverse().OrderBy(row => row.Index)], 100);

        Assert.Equal((0.98, 40), (comparison.Agreement, comparison.FirstDivergence!.Index));
        Assert.Equal((0.495, 0.49, 0.98), (Math.Round(comparison.KlMeanBits, 9), comparison.KlMedianBits, comparison.KlP99Bits));
        Assert.Equal((99, 8.0, 2.0), (comparison.Largest.Index, comparison.FirstPerplexity, comparison.SecondPerplexity));
    }
}
