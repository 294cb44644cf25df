using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>The chain as the engine uses it: order, seeds, penalties, distribution of the draws, broken logits.</summary>
public sealed class SamplerChainTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void The_same_seed_gives_the_same_tokens_and_reset_starts_them_again() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        SamplingArbitraries.Settings,
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (logits, settings, seed) =>
        {
            SamplerChain one = new(settings, logits.Length, (ulong)seed);
            SamplerChain other = new(settings, logits.Length, (ulong)seed);
            int[] first = Run(one, logits, 20);
            one.Reset();
            return first.SequenceEqual(Run(other, logits, 20)) && first.SequenceEqual(Run(one, logits, 20));
        }));

    [Fact]
    public void Whatever_the_settings_the_candidates_are_never_empty_and_their_probabilities_sum_to_1() =>
        Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits, SamplingArbitraries.Settings, (logits, settings) =>
        {
            SamplerChain chain = new(settings, logits.Length, 1);
            return Enumerable.Range(0, 5).All(_ =>
            {
                int token = chain.Sample(logits);
                chain.Accept(token);
                return chain.Candidates.Tokens.Contains(token)
                    && Math.Abs(chain.Candidates.Probabilities.ToArray().Sum() - 1) < 1e-9;
            });
        }));

    [Fact]
    public void Different_seeds_give_different_tokens()
    {
        float[] logits = new float[1_000];
        SamplingSettings settings = new() { Temperature = 1 };

        Assert.NotEqual(
            Run(new SamplerChain(settings, 1_000, 1), logits, 20), Run(new SamplerChain(settings, 1_000, 2), logits, 20));
    }

    [Theory]
    [InlineData("top_k")]
    [InlineData("top_p")]
    [InlineData("min_p")]
    [InlineData("tfs_z")]
    [InlineData("typical_p")]
    public void One_extreme_value_alone_makes_temperature_5_deterministic(string name)
    {
        SamplingSettings hot = new() { Temperature = 5, TopK = 40 };
        SamplingSettings settings = name switch
        {
            "top_k" => hot with { TopK = 1 },
            "top_p" => hot with { TopP = 0 },
            "min_p" => hot with { MinP = 1 },
            "tfs_z" => hot with { TfsZ = 0 },
            _ => hot with { TypicalP = 0 },
        };
        float[] logits = SamplingArbitraries.ManyLogits(500, 2);

        HashSet<int> tokens = [];
        for (ulong seed = 0; seed < 50; seed++)
        {
            tokens.Add(new SamplerChain(settings, logits.Length, seed).Sample(logits));
        }

        int token = Assert.Single(tokens);
        if (name != "typical_p")
        {
            Assert.Equal(LogitScan.IndexOfBest(logits), token);
        }
    }

    [Fact]
    public void At_temperature_0_penalties_act_and_every_filter_is_passed_by()
    {
        SamplingSettings settings = new()
        {
            Temperature = 0,
            TopK = 1,
            TypicalP = 0,
            RepeatPenalty = 2,
            PenaltyLastTokens = 1,
        };
        SamplerChain chain = new(settings, 4, 0);
        float[] logits = [1, 4, 3, 2.5f];

        Assert.Equal([1, 2, 1, 2], Run(chain, logits, 4));
        Assert.Equal(1.0, chain.Candidates.Probabilities[0]);
    }

    [Fact]
    public void Equal_logits_rank_by_token_at_temperature_0()
    {
        float[] logits = new float[100];
        logits[77] = logits[33] = logits[34] = 2;

        Assert.Equal(33, new SamplerChain(new SamplingSettings(), 100, 0).Sample(logits));
    }

    [Fact]
    public void Draws_follow_the_softmax_by_a_chi_square_test()
    {
        float[] logits = [2, 1, 0.5f, 0, -0.5f, -1, -1.5f, -2];
        SamplingSettings settings = new() { Temperature = 0.7 };
        SamplerChain chain = new(settings, logits.Length, 2024);
        var items = ReferenceFilters.FromLogits(logits);
        const int Draws = 200_000;

        int[] counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++)
        {
            counts[chain.Sample(logits)]++;
        }

        double chiSquare = items.Sum(item =>
        {
            double expected = Draws * ReferenceFilters.Probability(items, item, settings.Temperature);
            return Math.Pow(counts[item.Token] - expected, 2) / expected;
        });

        // 7 degrees of freedom: 24.3 is exceeded by chance once in a thousand seeds; this seed is fixed.
        Assert.InRange(chiSquare, 0, 24.3);
    }

    [Fact]
    public void The_filters_run_before_the_temperature()
    {
        // At temperature 5 the second token has p = 0.35 and would pass min_p; at 1 it has a twentieth of the best one's
        // probability.
        SamplingSettings settings = new() { Temperature = 5, MinP = 0.1 };
        SamplerChain chain = new(settings, 2, 0);

        chain.Sample([3, 0]);

        Assert.Equal([0], chain.Candidates.Tokens.ToArray());
    }

    [Fact]
    public void Tail_free_runs_before_top_p_and_sees_only_what_top_k_left()
    {
        float[] logits = SamplingArbitraries.ManyLogits(2_000, 21);
        SamplingSettings settings = new() { Temperature = 1, TopK = 30, TfsZ = 0.9, TypicalP = 0.8, TopP = 0.9, MinP = 0.02 };
        var expected = ReferenceFilters.FromLogits(logits);
        expected = ReferenceFilters.TopK(expected, 30);
        expected = ReferenceFilters.TailFree(expected, 0.9);
        expected = ReferenceFilters.Typical(expected, 0.8);
        expected = ReferenceFilters.TopP(expected, 0.9);
        expected = ReferenceFilters.MinP(expected, 0.02);
        SamplerChain chain = new(settings, logits.Length, 0);

        chain.Sample(logits);

        Assert.Equal(expected.Select(item => item.Token).Order(), chain.Candidates.Tokens.ToArray().Order());
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Extreme_temperatures_neither_overflow_nor_divide_by_zero(double temperature)
    {
        SamplerChain chain = new(new SamplingSettings { Temperature = temperature }, 3, 4);

        int[] tokens = Run(chain, [float.MaxValue, 1, -float.MaxValue], 50);

        Assert.Equal(1, chain.Candidates.Probabilities.ToArray().Sum(), 9);
        Assert.All(chain.Candidates.Probabilities.ToArray(), probability => Assert.False(double.IsNaN(probability)));
        Assert.Equal(temperature < 1 ? 1 : 3, tokens.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Logits_that_are_no_numbers_are_never_chosen(double temperature)
    {
        float[] logits = new float[50];
        Array.Fill(logits, float.NaN);
        logits[20] = float.NegativeInfinity;
        logits[30] = -1000;

        Assert.Equal(30, new SamplerChain(new SamplingSettings { Temperature = temperature }, 50, 1).Sample(logits));
        Assert.Equal(30, new SamplerChain(new SamplingSettings { Temperature = temperature, TopK = 7 }, 50, 1).Sample(logits));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 5)]
    public void A_row_without_a_usable_logit_is_an_error_and_not_a_token(double temperature, int topK)
    {
        SamplerChain chain = new(new SamplingSettings { Temperature = temperature, TopK = topK }, 20, 1);
        float[] logits = [.. Enumerable.Repeat(float.NaN, 10), .. Enumerable.Repeat(float.NegativeInfinity, 10)];

        Assert.Throws<UnusableLogitsException>(() => chain.Sample(logits));
    }

    [Fact]
    public void A_sample_allocates_nothing()
    {
        float[] logits = SamplingArbitraries.ManyLogits(20_000, 1);
        SamplerChain chain = new(
            new SamplingSettings { Temperature = 1, TfsZ = 0.95, TypicalP = 0.95, TopP = 0.9, RepeatPenalty = 1.1 }, 20_000, 1);
        Run(chain, logits, 5);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            chain.Accept(chain.Sample(logits));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("temperature")]
    [InlineData("repeat_penalty")]
    [InlineData("penalty_last_n")]
    public void Settings_without_a_meaning_are_refused_by_name(string name)
    {
        SamplingSettings settings = name switch
        {
            "temperature" => new() { Temperature = double.NaN },
            "repeat_penalty" => new() { RepeatPenalty = -1 },
            _ => new() { PenaltyLastTokens = SamplingSettings.PenaltyWindowTokensMax + 1 },
        };

        ArgumentException error = Assert.Throws<ArgumentException>(() => new SamplerChain(settings, 10, 0));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static int[] Run(SamplerChain chain, float[] logits, int count)
    {
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++)
        {
            tokens[i] = chain.Sample(logits);
            chain.Accept(tokens[i]);
        }

        return tokens;
    }
}
