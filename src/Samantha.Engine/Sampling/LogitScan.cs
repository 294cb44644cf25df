using System.Numerics;

namespace Samantha.Engine.Sampling;

/// <summary>Searches in a whole row of logits.</summary>
public static class LogitScan
{
    /// <summary>
    /// The token with the highest logit, of equal ones the lowest; NaN never wins; -1 when nothing is above minus infinity.
    /// </summary>
    public static int IndexOfBest(ReadOnlySpan<float> logits)
    {
        float best = Best(logits);
        if (float.IsNegativeInfinity(best))
        {
            return -1;
        }

        int width = Vector<float>.Count;
        Vector<float> bests = new(best);
        int token = 0;
        while (token + width <= logits.Length && !Vector.GreaterThanOrEqualAny(new Vector<float>(logits[token..]), bests))
        {
            token += width;
        }

        while (!(logits[token] >= best))
        {
            token++;
        }

        return token;
    }

    /// <summary>The highest logit, NaN left out; minus infinity when there is none.</summary>
    internal static float Best(ReadOnlySpan<float> logits)
    {
        int width = Vector<float>.Count;
        Vector<float> bests = new(float.NegativeInfinity);
        int token = 0;
        for (; token + width <= logits.Length; token += width)
        {
            // A comparison, not Vector.Max: Max would let a NaN through.
            Vector<float> values = new(logits[token..]);
            bests = Vector.ConditionalSelect(Vector.GreaterThan(values, bests), values, bests);
        }

        float best = float.NegativeInfinity;
        for (int i = 0; i < width; i++)
        {
            best = Math.Max(best, bests[i]);
        }

        for (; token < logits.Length; token++)
        {
            best = logits[token] > best ? logits[token] : best;
        }

        // As in the candidate lists: infinity is no better than the largest number.
        return Math.Min(best, float.MaxValue);
    }
}
