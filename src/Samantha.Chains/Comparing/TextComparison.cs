using System.Collections.Immutable;

namespace Samantha.Chains.Comparing;

/// <summary>How two models with the same vocabulary differ on a text.</summary>
/// <param name="Tokens">The ids of the text's tokens, with the beginning-of-text token where the models want one.</param>
/// <param name="Texts">What each of them says.</param>
/// <param name="Rows">Behind each token, in order.</param>
/// <param name="TextTokens">The tokens of the whole text; more than were compared when it was longer than asked for.</param>
public sealed record TextComparison(
    ImmutableArray<int> Tokens, ImmutableArray<string> Texts, ImmutableArray<RowDifference> Rows, int TextTokens)
{
    /// <summary>What the most likely tokens say, by their ids.</summary>
    public ImmutableDictionary<int, string> BestTexts { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>The first place at which the most likely tokens differ; null when there is none.</summary>
    public RowDifference? FirstDivergence => Rows.FirstOrDefault(row => !row.IsSameBest);

    public int SameBest => Rows.Count(row => row.IsSameBest);

    /// <summary>The share of places at which both have the same most likely token.</summary>
    public double Agreement => (double)SameBest / Rows.Length;

    public double KlMeanBits => Rows.Average(row => row.KlBits);

    public double KlMedianBits => Percentile(0.5);

    public double KlP99Bits => Percentile(0.99);

    public RowDifference Largest => Rows.MaxBy(row => row.KlBits)!;

    /// <summary>2 to the mean surprise in bits; null when the text has a single token.</summary>
    public double? FirstPerplexity => Perplexity(row => row.FirstNextBits);

    public double? SecondPerplexity => Perplexity(row => row.SecondNextBits);

    /// <summary>The smallest value that at least this share of the places does not exceed.</summary>
    private double Percentile(double share)
    {
        double[] sorted = [.. Rows.Select(row => row.KlBits).Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    private double? Perplexity(Func<RowDifference, double?> bits) =>
        Rows.Select(bits).Average() is { } mean ? Math.Pow(2, mean) : null;
}
