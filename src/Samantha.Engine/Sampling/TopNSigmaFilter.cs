namespace Samantha.Engine.Sampling;

/// <summary>
/// Top-n-sigma: keeps the candidates whose logit is at most n standard deviations below the best one. The deviation is that of
/// the whole vocabulary's logits, so the filter looks at the row before any other has shortened it.
/// </summary>
public static class TopNSigmaFilter
{
    /// <summary>The lowest logit that stays; minus infinity when the filter is off (n of 0 or less) or nothing is usable.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="n">How many standard deviations below the best logit a candidate may lie.</param>
    public static double LowestLogit(ReadOnlySpan<float> logits, double n)
    {
        if (n <= 0)
        {
            return double.NegativeInfinity;
        }

        double best = double.NegativeInfinity;
        double sum = 0;
        int count = 0;
        foreach (float logit in logits)
        {
            if (logit > float.NegativeInfinity)
            {
                double value = Math.Min(logit, float.MaxValue);
                best = Math.Max(best, value);
                sum += value;
                count++;
            }
        }

        double mean = sum / count;
        double squares = 0;
        foreach (float logit in logits)
        {
            if (logit > float.NegativeInfinity)
            {
                double distance = Math.Min(logit, float.MaxValue) - mean;
                squares += distance * distance;
            }
        }

        return count == 0 ? double.NegativeInfinity : best - (n * Math.Sqrt(squares / count));
    }

    /// <summary>Keeps the candidates with at least that logit, and the best one in any case.</summary>
    public static void Apply(CandidateList candidates, double lowestLogit)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count > 1 && lowestLogit > double.NegativeInfinity)
        {
            candidates.KeepWhereLogitAtLeast(Math.Min(lowestLogit, candidates.Logits[candidates.IndexOfBest()]));
        }
    }
}
