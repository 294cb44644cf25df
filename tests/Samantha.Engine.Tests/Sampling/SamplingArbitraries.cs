using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>Random rows of logits and settings for the property tests.</summary>
internal static class SamplingArbitraries
{
    /// <summary>1 to 60 logits: spread out, nearly flat, steep, and with many equal ones.</summary>
    public static Arbitrary<float[]> Logits { get; } = (
        from kind in Gen.Choose(0, 3)
        from count in Gen.Choose(1, 60)
        from numbers in Gen.Choose(-1_000_000, 1_000_000).ArrayOf(count)
        select numbers.Select(number => kind switch
        {
            0 => number / 100_000f,
            1 => number / 10_000_000f,
            2 => number / 5_000f,
            _ => (float)(number % 3),
        }).ToArray()).ToArbitrary();

    public static Gen<double> Fraction { get; } = Gen.Choose(-50, 1_050).Select(number => number / 1000.0);

    public static Arbitrary<SamplingSettings> Settings { get; } = (
        from temperature in Gen.Choose(1, 500)
        from topK in Gen.Choose(-1, 50)
        from fractions in Fraction.ArrayOf(4)
        from penalties in Gen.Choose(0, 100).ArrayOf(2)
        from repeat in Gen.Choose(0, 150)
        from window in Gen.Choose(0, 8)
        select new SamplingSettings
        {
            Temperature = temperature / 100.0,
            TopK = topK,
            TfsZ = fractions[0],
            TypicalP = fractions[1],
            TopP = fractions[2],
            MinP = fractions[3],
            PresencePenalty = penalties[0] / 100.0,
            FrequencyPenalty = penalties[1] / 100.0,
            RepeatPenalty = repeat / 100.0,
            PenaltyLastTokens = window,
        }).ToArbitrary();

    /// <summary>Logits that a fast generator spreads like a model's: most of them low, few high.</summary>
    public static float[] ManyLogits(int count, ulong seed)
    {
        SamplingRandom random = new(seed);
        float[] logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            double sum = random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2;
            logits[i] = (float)(sum * 6);
        }

        return logits;
    }
}
