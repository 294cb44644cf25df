namespace Samantha.Engine.Sampling;

/// <summary>
/// Tail-free sampling: cuts where the curve of the sorted probabilities becomes flat. The absolute second differences of the
/// curve are normalised to sum 1; the list is cut at the first of them (after the first) at which their running sum exceeds z.
/// </summary>
public static class TailFreeFilter
{
    /// <summary>A curve with less curvature than this is a straight line; every second difference then weighs the same.</summary>
    private const double CurvatureMin = 1e-6;

    /// <summary>
    /// z of 1 or more is off; 0 or less keeps the best candidate; lists of one or two have no curve and stay as they are.
    /// </summary>
    public static void Apply(CandidateList candidates, double z)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (z >= 1 || candidates.Count <= 1)
        {
            return;
        }

        if (z <= 0)
        {
            candidates.KeepOnly(candidates.IndexOfBest());
            return;
        }

        if (candidates.Count == 2)
        {
            return;
        }

        candidates.SortByLogit();
        Softmax.Apply(candidates);
        ReadOnlySpan<double> probabilities = candidates.Probabilities;
        int differences = probabilities.Length - 2;
        double curvature = 0;
        for (int i = 0; i < differences; i++)
        {
            curvature += SecondDifference(probabilities, i);
        }

        double cumulative = 0;
        for (int i = 0; i < differences; i++)
        {
            cumulative += curvature > CurvatureMin ? SecondDifference(probabilities, i) / curvature : 1.0 / differences;
            if (cumulative > z && i >= 1)
            {
                candidates.KeepFirst(i);
                return;
            }
        }
    }

    private static double SecondDifference(ReadOnlySpan<double> probabilities, int i) =>
        Math.Abs(probabilities[i] - probabilities[i + 1] - (probabilities[i + 1] - probabilities[i + 2]));
}
