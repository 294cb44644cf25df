namespace Samantha.Chains.Comparing;

/// <summary>How two models' distributions behind the same tokens differ.</summary>
/// <param name="Index">The token behind which they stand, from 0.</param>
/// <param name="KlBits">The Kullback-Leibler divergence of the second from the first, in bits; 0 = the same distribution.</param>
/// <param name="FirstBest">The first model's most likely token; of equal ones that with the lowest id.</param>
/// <param name="SecondBest">The second model's.</param>
/// <param name="FirstProbability">The first model's probability of its own best token.</param>
/// <param name="SecondProbability">The second model's probability of its own best token.</param>
/// <param name="FirstNextBits">How surprised the first model is by the token that follows, in bits; null behind the last.</param>
/// <param name="SecondNextBits">The same of the second model.</param>
public sealed record RowDifference(
    int Index, double KlBits, int FirstBest, int SecondBest, double FirstProbability, double SecondProbability,
    double? FirstNextBits, double? SecondNextBits)
{
    public bool IsSameBest => FirstBest == SecondBest;

    /// <param name="index">Where the rows stand.</param>
    /// <param name="first">A logit for each token of the vocabulary.</param>
    /// <param name="second">The other model's, for the same tokens.</param>
    /// <param name="next">The token that follows in the text; null behind the last.</param>
    public static RowDifference Of(int index, ReadOnlySpan<float> first, ReadOnlySpan<float> second, int? next)
    {
        if (first.IsEmpty || first.Length != second.Length)
        {
            throw new ArgumentException($"two rows of {first.Length} and {second.Length} logits cannot be compared", nameof(second));
        }

        var a = Row.Of(first);
        var b = Row.Of(second);
        double nats = 0;
        for (int token = 0; token < first.Length; token++)
        {
            double logProbability = first[token] - a.LogSum;
            double probability = Math.Exp(logProbability);
            if (probability > 0)
            {
                nats += probability * (logProbability - (second[token] - b.LogSum));
            }
        }

        double? Surprise(ReadOnlySpan<float> row, double logSum) => next is { } token ? (logSum - row[token]) / Math.Log(2) : null;
        return new RowDifference(
            index, Math.Max(0, nats / Math.Log(2)), a.Best, b.Best, Math.Exp(first[a.Best] - a.LogSum),
            Math.Exp(second[b.Best] - b.LogSum), Surprise(first, a.LogSum), Surprise(second, b.LogSum));
    }

    /// <summary>The most likely token of a row, and the logarithm of the sum of its exponentials.</summary>
    private readonly record struct Row(int Best, double LogSum)
    {
        public static Row Of(ReadOnlySpan<float> logits)
        {
            int best = 0;
            for (int token = 1; token < logits.Length; token++)
            {
                best = logits[token] > logits[best] ? token : best;
            }

            double sum = 0;
            foreach (float logit in logits)
            {
                sum += Math.Exp((double)logit - logits[best]);
            }

            return new Row(best, logits[best] + Math.Log(sum));
        }
    }
}
