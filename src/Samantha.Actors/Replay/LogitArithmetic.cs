namespace Samantha.Actors.Replay;

/// <summary>
/// Probabilities, ranks and entropies from a row of logits by the plainest loops there are. Made to check the sampler's fast code,
/// so it shares nothing with it and is not to be made fast.
/// </summary>
public static class LogitArithmetic
{
    /// <summary>The probabilities of all tokens; NaN and minus infinity have none.</summary>
    public static double[] Probabilities(float[] logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        double highest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            if (!float.IsNaN(logit) && logit > highest)
            {
                highest = Math.Min(logit, float.MaxValue);
            }
        }

        double[] probabilities = new double[logits.Length];
        double sum = 0;
        for (int token = 0; token < logits.Length; token++)
        {
            bool isUsable = !float.IsNaN(logits[token]) && !float.IsNegativeInfinity(logits[token]);
            probabilities[token] = isUsable ? Math.Exp(Math.Min(logits[token], float.MaxValue) - highest) : 0;
            sum += probabilities[token];
        }

        for (int token = 0; token < logits.Length; token++)
        {
            probabilities[token] /= sum;
        }

        return probabilities;
    }

    /// <summary>From 1; equal logits by their ids.</summary>
    public static int Rank(float[] logits, int token)
    {
        ArgumentNullException.ThrowIfNull(logits);
        int rank = 1;
        for (int other = 0; other < logits.Length; other++)
        {
            if (logits[other] > logits[token] || (logits[other] == logits[token] && other < token))
            {
                rank++;
            }
        }

        return rank;
    }

    public static double EntropyBits(double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        double bits = 0;
        foreach (double probability in probabilities)
        {
            if (probability > 0)
            {
                bits -= probability * Math.Log2(probability);
            }
        }

        return bits;
    }
}
