using System.Diagnostics;
using System.Globalization;
using Samantha.Engine.Sampling;

namespace Samantha.Bench;

/// <summary>Microseconds of choosing one token, for usual settings and vocabulary sizes. Needs no model.</summary>
internal static class SamplingBenchmark
{
    /// <summary>The runtime compiles hot code again in the background; figures taken earlier are those of slow code.</summary>
    private const int WarmUpMs = 700;
    private const int Rounds = 9;
    private const int SamplesPerRound = 100;

    private static readonly (string Name, SamplingSettings Settings)[] Cases =
    [
        ("greedy", new SamplingSettings()),
        ("greedy, repeat penalty", new SamplingSettings { RepeatPenalty = 1.1 }),
        ("top_k 40, temperature", new SamplingSettings { Temperature = 0.8, TopK = 40 }),
        ("penalties, top_k 40, top_p, min_p, temperature", new SamplingSettings
        {
            Temperature = 0.8, TopK = 40, TopP = 0.95, MinP = 0.05, RepeatPenalty = 1.1, FrequencyPenalty = 0.1,
        }),
        ("top_k 40, tfs_z, typical_p, temperature", new SamplingSettings
        {
            Temperature = 0.8, TopK = 40, TfsZ = 0.95, TypicalP = 0.95,
        }),
        ("top_k 1000, temperature", new SamplingSettings { Temperature = 0.8, TopK = 1000 }),
        ("top_p, temperature", new SamplingSettings { Temperature = 0.8, TopP = 0.95 }),
        ("min_p, temperature", new SamplingSettings { Temperature = 0.8, MinP = 0.05 }),
        ("typical_p, temperature", new SamplingSettings { Temperature = 0.8, TypicalP = 0.95 }),
        ("tfs_z, temperature", new SamplingSettings { Temperature = 0.8, TfsZ = 0.95 }),
    ];

    public static int Run(TextWriter output)
    {
        BenchReport report = new("Choosing one token, microseconds", ["settings", "V=32000", "V=151936"]);
        foreach ((string name, SamplingSettings settings) in Cases)
        {
            report.Add(name, Format(Measure(settings, 32_000)), Format(Measure(settings, 151_936)));
        }

        report.Write(output);
        return 0;
    }

    private static string Format(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static double Measure(SamplingSettings settings, int vocabularySize)
    {
        float[] logits = Logits(vocabularySize);
        SamplerChain chain = new(settings, vocabularySize, 1);
        long warmUpStart = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warmUpStart).TotalMilliseconds < WarmUpMs)
        {
            chain.Accept(chain.Sample(logits));
        }

        double[] rounds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < SamplesPerRound; i++)
            {
                chain.Accept(chain.Sample(logits));
            }

            rounds[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / SamplesPerRound;
        }

        return BenchReport.Median(rounds);
    }

    /// <summary>About normal with a spread of 2.5, as a language model's logits are.</summary>
    private static float[] Logits(int count)
    {
        SamplingRandom random = new(1);
        float[] logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            double sum = 0;
            for (int term = 0; term < 12; term++)
            {
                sum += random.NextDouble();
            }

            logits[i] = (float)((sum - 6) * 2.5);
        }

        return logits;
    }
}
