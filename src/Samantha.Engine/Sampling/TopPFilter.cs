namespace Samantha.Engine.Sampling;

/// <summary>Keeps the smallest number of best candidates whose probabilities sum to p or more (nucleus sampling).</summary>
public static class TopPFilter
{
    /// <summary>p of 1 or more is off; 0 or less keeps the best candidate.</summary>
    public static void Apply(CandidateList candidates, double p)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (p >= 1 || candidates.Count <= 1)
        {
            return;
        }

        if (p <= 0)
        {
            candidates.KeepOnly(candidates.IndexOfBest());
            return;
        }

        Softmax.Apply(candidates);
        double sumOfAll = candidates.IsSorted ? 1 : DropTail(candidates, p);
        if (!candidates.IsSorted)
        {
            candidates.SortByLogit();
        }

        Softmax.Apply(candidates);
        ReadOnlySpan<double> probabilities = candidates.Probabilities;
        double cumulative = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            // After the tail was dropped the rest sums to 1 again; its former share puts it back to scale.
            cumulative += probabilities[i] * sumOfAll;
            if (cumulative >= p)
            {
                candidates.KeepFirst(i + 1);
                return;
            }
        }
    }

    /// <summary>
    /// Sorting a whole vocabulary to keep some dozen of it is waste. All candidates below (1 - p) / n together hold less than
    /// 1 - p, so the answer lies within the others. Returns the share of the probabilities that they hold.
    /// </summary>
    private static double DropTail(CandidateList candidates, double p)
    {
        Span<int> tokens = candidates.TokenItems;
        Span<float> logits = candidates.LogitItems;
        ReadOnlySpan<double> probabilities = candidates.Probabilities;
        double threshold = (1 - p) / probabilities.Length;
        double share = 0;
        int count = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] >= threshold)
            {
                tokens[count] = tokens[i];
                logits[count] = logits[i];
                share += probabilities[i];
                count++;
            }
        }

        if (count == probabilities.Length)
        {
            return 1;
        }

        candidates.SetCount(count, sorted: false);
        return share;
    }
}
