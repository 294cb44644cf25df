namespace Samantha.Engine.Sampling;

/// <summary>Keeps the candidates whose probability is at least a share of the best one's.</summary>
public static class MinPFilter
{
    /// <summary>
    /// A share of 0 or less is off; 1 or more keeps the best candidate alone (of equal ones the lowest token id).
    /// </summary>
    public static void Apply(CandidateList candidates, double minP)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (minP <= 0 || candidates.Count <= 1)
        {
            return;
        }

        int best = candidates.IndexOfBest();
        if (minP >= 1)
        {
            candidates.KeepOnly(best);
            return;
        }

        // The ratio of two probabilities is the exponential of the difference of their logits: no softmax is needed.
        candidates.KeepWhereLogitAtLeast(candidates.Logits[best] + Math.Log(minP));
    }
}
