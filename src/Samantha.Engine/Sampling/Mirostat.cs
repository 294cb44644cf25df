namespace Samantha.Engine.Sampling;

/// <summary>
/// Mirostat: in the place of the filters it keeps the text's surprise near a target. A limit (mu, in bits) decides how improbable
/// a candidate may be; after each token it moves by the error times a rate. Version 2 cuts by the limit itself; version 1
/// estimates from the steepness of the distribution how many candidates lie within it (Basu et al. 2021, arXiv 2007.14966).
/// </summary>
public sealed class Mirostat
{
    /// <summary>The steepness is estimated from this many of the best candidates.</summary>
    private const int EstimatedCandidates = 100;

    private readonly int _version;
    private readonly double _targetBits;
    private readonly double _rate;
    private readonly int _vocabularySize;

    /// <param name="version">1 or 2.</param>
    /// <param name="targetBits">The surprise to keep (tau), above 0.</param>
    /// <param name="rate">How fast the limit follows (eta), 0 to 1.</param>
    /// <param name="vocabularySize">All tokens of the vocabulary; version 1 counts with it.</param>
    public Mirostat(int version, double targetBits, double rate, int vocabularySize)
    {
        (_version, _targetBits, _rate, _vocabularySize) = (version, targetBits, rate, vocabularySize);
        LimitBits = StartOf(targetBits);
    }

    /// <summary>The surprise that a candidate may have now (mu), in bits.</summary>
    public double LimitBits { get; set; }

    /// <summary>Where the limit starts: twice the target.</summary>
    public static double StartOf(double targetBits) => 2 * targetBits;

    public void Reset() => LimitBits = StartOf(_targetBits);

    /// <summary>Keeps the candidates within the limit, at least the best one.</summary>
    /// <param name="candidates">Sorted and given probabilities by this call; the probabilities are those to draw from.</param>
    /// <param name="temperature">Above 0. The surprise is that of the distribution at this temperature.</param>
    public void Apply(CandidateList candidates, double temperature)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        candidates.SortByLogit();
        Softmax.Apply(candidates, temperature);
        candidates.KeepFirst(_version == 1 ? EstimatedCount(candidates) : CountWithin(candidates.Probabilities));
        Softmax.Apply(candidates, temperature);
    }

    /// <summary>Moves the limit by what a chosen token was worth.</summary>
    /// <param name="probability">The share of probability with which the token was drawn.</param>
    public void Learn(double probability)
    {
        double surpriseBits = -Math.Log2(Math.Max(probability, double.Epsilon));
        LimitBits -= _rate * (surpriseBits - _targetBits);
    }

    private int CountWithin(ReadOnlySpan<double> probabilities)
    {
        int count = 0;
        while (count < probabilities.Length && -Math.Log2(probabilities[count]) <= LimitBits)
        {
            count++;
        }

        return Math.Max(count, 1);
    }

    private int EstimatedCount(CandidateList candidates)
    {
        // Zipf's law: the logarithm of a probability falls by s for each unit of the logarithm of its rank.
        ReadOnlySpan<double> probabilities = candidates.Probabilities;
        double products = 0;
        double squares = 0;
        for (int i = 0; i + 1 < Math.Min(EstimatedCandidates, probabilities.Length) && probabilities[i + 1] > 0; i++)
        {
            double step = Math.Log((i + 2.0) / (i + 1.0));
            products += step * Math.Log(probabilities[i] / probabilities[i + 1]);
            squares += step * step;
        }

        if (squares <= 0)
        {
            return 1;
        }

        double steepness = products / squares;
        double excess = steepness - 1;
        double count = Math.Pow(
            excess * Math.Pow(2, LimitBits) / (1 - Math.Pow(_vocabularySize, -excess)), 1 / steepness);
        return double.IsNaN(count) ? 1 : (int)Math.Clamp(count, 1, candidates.Count);
    }
}
