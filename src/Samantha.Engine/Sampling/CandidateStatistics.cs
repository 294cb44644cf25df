using System.Runtime.Intrinsics;

namespace Samantha.Engine.Sampling;

/// <summary>
/// The highest of a row of logits, the sum of the exponentials below it, and the entropy, in two passes without memory. NaN and
/// minus infinity take no part; plus infinity counts as the largest number, as in the candidate lists.
/// </summary>
internal readonly record struct CandidateStatistics(int Count, float Best, double Sum, double EntropyBits)
{
    public static CandidateStatistics Of(ReadOnlySpan<float> logits, double temperature = 1)
    {
        float best = LogitScan.Best(logits);
        Vector256<float> largest = Vector256.Create(float.MaxValue);
        Vector256<float> lowest = Vector256.Create(float.NegativeInfinity);
        Vector256<double> bests = Vector256.Create((double)best);
        Vector256<double> temperatures = Vector256.Create(temperature);
        Vector256<double> sums = Vector256<double>.Zero;
        Vector256<double> weighted = Vector256<double>.Zero;
        Vector256<int> left = Vector256<int>.Zero;
        int width = Vector256<float>.Count;
        int i = 0;
        for (; i + width <= logits.Length; i += width)
        {
            Vector256<float> values = Vector256.Create(logits.Slice(i, width));

            // False for NaN too.
            Vector256<float> usable = Vector256.GreaterThan(values, lowest);
            left -= usable.AsInt32();
            values = Vector256.ConditionalSelect(usable, Vector256.Min(values, largest), lowest);
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(values);
            Add((low - bests) / temperatures, ref sums, ref weighted);
            Add((high - bests) / temperatures, ref sums, ref weighted);
        }

        int count = Vector256.Sum(left);
        double sum = Vector256.Sum(sums);
        double products = Vector256.Sum(weighted);
        for (; i < logits.Length; i++)
        {
            if (logits[i] > float.NegativeInfinity)
            {
                double below = ((double)Math.Min(logits[i], float.MaxValue) - best) / temperature;
                double power = Math.Exp(below);
                sum += power;
                products += power > 0 ? power * below : 0;
                count++;
            }
        }

        // -sum(p ln p) with p = e / S and ln p = below - ln S.
        double entropy = count == 0 ? 0 : Math.Log(sum) - (products / sum);
        return new CandidateStatistics(count, best, sum, Math.Max(0, entropy / Math.Log(2)));
    }

    private static void Add(Vector256<double> below, ref Vector256<double> sums, ref Vector256<double> weighted)
    {
        Vector256<double> powers = Vector256.Exp(below);
        sums += powers;
        weighted += Vector256.ConditionalSelect(
            Vector256.GreaterThan(powers, Vector256<double>.Zero), powers * below, Vector256<double>.Zero);
    }
}
