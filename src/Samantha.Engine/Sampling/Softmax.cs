using System.Runtime.Intrinsics;

namespace Samantha.Engine.Sampling;

/// <summary>
/// Turns the logits of a candidate list into probabilities in double precision. The temperature comes in here and nowhere
/// else: logits are divided by it, after the best one was subtracted, so that neither tiny nor huge temperatures overflow.
/// </summary>
public static class Softmax
{
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not a number above 0.</exception>
    public static void Apply(CandidateList candidates, double temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (!(temperature > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Probabilities need a temperature above 0.");
        }

        // Compared as values on purpose: the probabilities of exactly this temperature are there already.
        if (candidates.Count == 0 || candidates.ProbabilityTemperature == temperature)
        {
            return;
        }

        Span<double> probabilities = candidates.ProbabilityItems;
        float best = candidates.IsSorted ? candidates.Logits[0] : LogitScan.Best(candidates.Logits);
        double sum = Exponentials(candidates.Logits, best, temperature, probabilities);
        Scale(probabilities, 1 / sum);
        candidates.SetProbabilityTemperature(temperature);
    }

    private static double Exponentials(ReadOnlySpan<float> logits, double best, double temperature, Span<double> results)
    {
        int width = Vector256<double>.Count;
        Vector256<double> bests = Vector256.Create(best);
        Vector256<double> temperatures = Vector256.Create(temperature);
        Vector256<double> sums = Vector256<double>.Zero;
        int i = 0;
        for (; i + width <= logits.Length; i += width)
        {
            Vector256<double> values = Vector256.Create((double)logits[i], logits[i + 1], logits[i + 2], logits[i + 3]);
            Vector256<double> powers = Vector256.Exp((values - bests) / temperatures);
            powers.CopyTo(results[i..]);
            sums += powers;
        }

        double sum = Vector256.Sum(sums);
        for (; i < logits.Length; i++)
        {
            // The same function for the rest, so that equal logits get equal probabilities wherever they stand.
            results[i] = Vector256.Exp(Vector256.Create((logits[i] - best) / temperature)).ToScalar();
            sum += results[i];
        }

        return sum;
    }

    private static void Scale(Span<double> values, double factor)
    {
        foreach (ref double value in values)
        {
            value *= factor;
        }
    }
}
