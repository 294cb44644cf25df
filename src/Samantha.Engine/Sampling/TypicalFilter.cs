namespace Samantha.Engine.Sampling;

/// <summary>
/// Locally typical sampling: keeps the candidates whose surprise (-ln p) is nearest to the expected surprise (the entropy),
/// until their probabilities sum to more than a limit.
/// </summary>
public static class TypicalFilter
{
    /// <summary>
    /// A limit of 1 or more is off; 0 or less keeps the most typical candidate, which need not be the most probable.
    /// </summary>
    public static void Apply(CandidateList candidates, double limit)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (limit >= 1 || candidates.Count <= 1)
        {
            return;
        }

        candidates.SortByLogit();
        Softmax.Apply(candidates);
        ReadOnlySpan<float> logits = candidates.Logits;
        ReadOnlySpan<double> probabilities = candidates.Probabilities;

        // ln p = (logit - best) - ln(sum of exponentials), and the best candidate's probability is 1 / that sum.
        double lnSum = -Math.Log(probabilities[0]);
        double entropy = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            entropy += probabilities[i] * (lnSum - ((double)logits[i] - logits[0]));
        }

        // In the sorted list the surprise only rises, so the candidates in order of distance to the entropy are found by walking
        // outwards from the entropy's place with two fingers: no second sort. Equal distances: the more probable one first.
        int right = 0;
        while (right < logits.Length && lnSum - ((double)logits[right] - logits[0]) < entropy)
        {
            right++;
        }

        int left = right - 1;
        double cumulative = 0;
        while (left >= 0 || right < logits.Length)
        {
            double leftDistance = left < 0 ? double.PositiveInfinity : entropy - (lnSum - ((double)logits[left] - logits[0]));
            double rightDistance = right >= logits.Length
                ? double.PositiveInfinity
                : lnSum - ((double)logits[right] - logits[0]) - entropy;
            cumulative += leftDistance <= rightDistance ? probabilities[left--] : probabilities[right++];
            if (cumulative > limit || limit <= 0)
            {
                break;
            }
        }

        candidates.KeepRange(left + 1, right);
    }
}
