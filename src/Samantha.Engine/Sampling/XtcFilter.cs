namespace Samantha.Engine.Sampling;

/// <summary>
/// Exclude top choices: of the candidates with at least a threshold of probability only the least probable stays, so that the
/// beaten path is left where several continuations are good. What lies below the threshold stays too.
/// </summary>
public static class XtcFilter
{
    /// <summary>With a threshold above this, two candidates can never both reach it, so there is nothing to exclude.</summary>
    public const double ThresholdMax = 0.5;

    /// <summary>Excludes the top choices. Whether it is done for this token is the caller's draw.</summary>
    /// <param name="candidates">Sorted and given probabilities by this call.</param>
    /// <param name="threshold">A share of the probability, 0 to <see cref="ThresholdMax"/>; above it nothing happens.</param>
    public static void Apply(CandidateList candidates, double threshold)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (threshold > ThresholdMax || candidates.Count <= 1)
        {
            return;
        }

        candidates.SortByLogit();
        Softmax.Apply(candidates);
        ReadOnlySpan<double> probabilities = candidates.Probabilities;
        int reaching = 0;
        while (reaching < probabilities.Length && probabilities[reaching] >= threshold)
        {
            reaching++;
        }

        if (reaching > 1)
        {
            candidates.KeepRange(reaching - 1, candidates.Count);
        }
    }
}
