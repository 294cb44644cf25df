using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>Top-n-sigma, XTC, DRY, mirostat, bias and constraint: their laws, and worked examples by hand.</summary>
public sealed class LaterFilterTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Top_n_sigma_keeps_more_when_n_grows_and_never_nothing() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        SamplingArbitraries.Fraction.ToArbitrary(),
        SamplingArbitraries.Fraction.ToArbitrary(),
        (logits, one, other) =>
        {
            CandidateList stricter = BySigma(logits, Math.Max(0.001, Math.Min(one, other)));
            CandidateList looser = BySigma(logits, Math.Max(0.001, Math.Max(one, other)));
            return stricter.Count >= 1 && stricter.Tokens.ToArray().ToHashSet().IsSubsetOf(looser.Tokens.ToArray());
        }));

    [Fact]
    public void Top_n_sigma_does_not_ask_whether_top_k_came_before_or_after() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        SamplingArbitraries.Fraction.ToArbitrary(),
        Gen.Choose(1, 20).ToArbitrary(),
        (logits, n, k) =>
        {
            double lowest = TopNSigmaFilter.LowestLogit(logits, n);
            CandidateList after = new(logits.Length);
            TopKFilter.Select(logits, k, after);
            TopNSigmaFilter.Apply(after, lowest);
            CandidateList before = CandidateList.FromLogits(logits);
            TopNSigmaFilter.Apply(before, lowest);
            before.SortByLogit();
            return before.Tokens.ToArray().Take(k).ToHashSet().SetEquals(after.Tokens.ToArray());
        }));

    [Fact]
    public void Top_n_sigma_cuts_a_worked_example_where_the_arithmetic_by_hand_says()
    {
        // Mean 5, standard deviation 2; the best is 9.
        float[] logits = [9, 7, 5, 5, 4, 4, 4, 2];

        Assert.Equal([0, 1], BySigma(logits, 1).Tokens.ToArray());
        Assert.Equal([0, 1, 2, 3], BySigma(logits, 2).Tokens.ToArray());
        Assert.Equal(8, BySigma(logits, 0).Count);
    }

    [Fact]
    public void Xtc_leaves_the_least_probable_of_the_top_choices_and_all_below()
    {
        float[] logits = [.. new[] { 0.4, 0.3, 0.2, 0.06, 0.04 }.Select(p => (float)Math.Log(p))];

        Assert.Equal([2, 3, 4], ByXtc(logits, 0.1).Tokens.ToArray());
        Assert.Equal([1, 2, 3, 4], ByXtc(logits, 0.25).Tokens.ToArray());
        Assert.Equal(5, ByXtc(logits, 0.35).Count);
        Assert.Equal(5, ByXtc(logits, 0.6).Count);
    }

    [Fact]
    public void Xtc_never_empties_the_list_and_excludes_more_when_the_threshold_falls() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        Gen.Choose(0, 500).ToArbitrary(),
        Gen.Choose(0, 500).ToArbitrary(),
        (logits, one, other) =>
        {
            CandidateList low = ByXtc(logits, Math.Min(one, other) / 1000.0);
            CandidateList high = ByXtc(logits, Math.Max(one, other) / 1000.0);
            return low.Count >= 1 && low.Tokens.ToArray().ToHashSet().IsSubsetOf(high.Tokens.ToArray());
        }));

    [Fact]
    public void Dry_punishes_the_token_that_would_repeat_and_the_longer_the_more()
    {
        DryPenalty dry = new(new DrySettings { Multiplier = 1, Base = 2, AllowedLength = 2 }, new HashSet<int> { 9 });
        Array.ForEach([1, 2, 3, 4, 9, 1, 2, 3], dry.Add);

        Assert.Equal(new Dictionary<int, int> { [4] = 3 }, dry.Repetitions());
        float[] logits = new float[10];
        dry.Apply(logits);
        Assert.Equal(-2, logits[4]);
        Assert.Equal(9, logits.Count(logit => logit == 0));
    }

    [Fact]
    public void No_repetition_reaches_across_a_breaker()
    {
        DryPenalty free = new(new DrySettings { Multiplier = 1 }, new HashSet<int>());
        DryPenalty broken = new(new DrySettings { Multiplier = 1 }, new HashSet<int> { 9 });
        foreach (int token in (int[])[1, 9, 2, 3, 1, 9, 2])
        {
            free.Add(token);
            broken.Add(token);
        }

        Assert.Equal(3, free.Repetitions()[3]);
        Assert.Empty(broken.Repetitions());
    }

    [Fact]
    public void What_is_older_than_the_window_is_forgotten_and_an_endless_response_costs_no_more()
    {
        DryPenalty dry = new(new DrySettings { Multiplier = 1, LastTokens = 6 }, new HashSet<int>());
        Array.ForEach([1, 2, 3], dry.Add);
        for (int i = 0; i < 10_000; i++)
        {
            dry.Add(5 + (i % 2 == 0 ? i : 4));
        }

        Array.ForEach([1, 2], dry.Add);
        Assert.DoesNotContain(3, dry.Repetitions().Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mirostat_keeps_the_surprise_near_its_target(int version)
    {
        float[] logits = SamplingArbitraries.ManyLogits(2_000, 9);
        SamplerChain chain = new(
            new SamplingSettings { Temperature = 1, Mirostat = version, MirostatTau = 3, MirostatEta = 0.1 }, logits.Length, 4);
        double surprise = 0;
        for (int i = 0; i < 4_000; i++)
        {
            int token = chain.Sample(logits);
            surprise += i < 1_000 ? 0 : -Math.Log2(chain.Candidates.Probabilities[chain.Candidates.Tokens.IndexOf(token)]);
            chain.Accept(token);
        }

        Assert.Equal(3, surprise / 3_000, 0.15);
    }

    [Fact]
    public void A_bias_moves_a_token_and_minus_infinity_forbids_it()
    {
        float[] logits = [3, 2, 1];
        SamplerVocabulary vocabulary = new()
        {
            Biases = new Dictionary<int, double> { [0] = double.NegativeInfinity, [2] = 5 },
        };

        Assert.Equal(2, new SamplerChain(new SamplingSettings(), 3, 1, vocabulary).Sample(logits));
        HashSet<int> drawn = [];
        SamplerChain hot = new(new SamplingSettings { Temperature = 5 }, 3, 1, vocabulary);
        for (int i = 0; i < 200; i++)
        {
            drawn.Add(hot.Sample(logits));
        }

        Assert.Equal([1, 2], drawn.Order());
    }

    [Fact]
    public void A_constraint_is_told_each_token_and_starts_anew_with_the_chain()
    {
        SamplerChain chain = new(
            new SamplingSettings { Temperature = 5 }, 4, 1, new SamplerVocabulary { Constraint = new InTurn(0) });
        float[] logits = new float[4];
        for (int round = 0; round < 2; round++)
        {
            for (int expected = 0; expected < 4; expected++)
            {
                int token = chain.Sample(logits);
                Assert.Equal(expected, token);
                chain.Accept(token);
            }

            chain.Reset();
        }

        Assert.Throws<TokenNotAllowedException>(() => chain.Accept(3));
    }

    private static CandidateList BySigma(float[] logits, double n)
    {
        CandidateList list = CandidateList.FromLogits(logits);
        TopNSigmaFilter.Apply(list, TopNSigmaFilter.LowestLogit(logits, n));
        return list;
    }

    private static CandidateList ByXtc(float[] logits, double threshold)
    {
        CandidateList list = CandidateList.FromLogits(logits);
        XtcFilter.Apply(list, threshold);
        return list;
    }

    /// <summary>Allows 0, 1, 2, 3 in this order.</summary>
    private sealed class InTurn(int next) : ITokenConstraint
    {
        private int _next = next;

        public void Apply(Span<float> logits)
        {
            for (int i = 0; i < logits.Length; i++)
            {
                logits[i] = i == _next ? logits[i] : float.NegativeInfinity;
            }
        }

        public void Accept(int token) => _next = token == _next ? _next + 1 : throw new TokenNotAllowedException(token);

        public ITokenConstraint Copy() => new InTurn(_next);
    }
}
