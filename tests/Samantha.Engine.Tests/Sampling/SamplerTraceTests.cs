using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>
/// What a trace tells of a choice, against loops written for reading: plain sums in double precision over whole lists.
/// </summary>
public sealed class SamplerTraceTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void A_watched_choice_is_the_choice_that_would_have_been_made_unwatched() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits, SamplingArbitraries.Settings, (logits, settings) =>
        {
            SamplerChain plain = new(settings, logits.Length, 5);
            SamplerChain watched = new(settings, logits.Length, 5);
            SamplerTrace trace = new(logits.Length, 4);
            return Enumerable.Range(0, 8).All(_ =>
            {
                int token = plain.Sample(logits);
                int same = watched.Sample(logits, trace);
                plain.Accept(token);
                watched.Accept(same);
                return token == same;
            });
        }));

    [Fact]
    public void Every_number_follows_from_the_logits_by_plain_arithmetic() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits, SamplingArbitraries.Settings, (logits, settings) =>
        {
            SamplerChain chain = new(settings, logits.Length, 7);
            SamplerTrace trace = new(logits.Length, 5);
            List<int> accepted = [];
            for (int i = 0; i < 4; i++)
            {
                int token = chain.Sample(logits, trace);
                CheckAgainstPlainArithmetic(logits, settings, accepted, trace.Explain(logits, token));
                chain.Accept(token);
                accepted.Add(token);
            }
        }));

    [Fact]
    public void A_chain_after_some_tokens_goes_on_as_the_one_that_chose_them() => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits, SamplingArbitraries.Settings, (logits, settings) =>
        {
            SamplerChain chain = new(settings, logits.Length, 11);
            List<int> tokens = [];
            for (int i = 0; i < 6; i++)
            {
                SamplerChain other = SamplerChain.After(settings, logits.Length, 11, tokens);
                int token = chain.Sample(logits);
                Assert.Equal(token, other.Sample(logits));
                chain.Accept(token);
                tokens.Add(token);
            }
        }));

    [Fact]
    public void A_given_token_is_followed_even_when_a_filter_removes_it()
    {
        float[] logits = [5, 4, 3, 2, 1, 0];
        SamplerTrace trace = new(6, 2) { Given = 4 };
        SamplerChain chain = new(new SamplingSettings { Temperature = 1, TopK = 3 }, 6, 1);

        chain.Sample(logits, trace);
        TracedChoice choice = trace.Explain(logits, 4);

        Assert.Equal((4, 5), (choice.Token, choice.Rank));
        Assert.Equal([0, 1, 4], choice.Candidates.Select(c => c.Token));
        Assert.Equal("top_k", choice.Stages[choice.Candidates[2].RemovedBy].Name);
        Assert.Equal(-1, choice.Candidates[0].RemovedBy);
    }

    [Fact]
    public void A_greedy_choice_gives_the_best_token_all_of_the_probability()
    {
        float[] logits = [1, 3, 2];
        SamplerTrace trace = new(3, 10);
        SamplerChain chain = new(new SamplingSettings(), 3, 1);

        TracedChoice choice = trace.Explain(logits, chain.Sample(logits, trace));

        Assert.Equal(["raw", "temperature"], choice.Stages.Select(s => s.Name));
        Assert.Equal((1, 1), (choice.Token, choice.Rank));
        Assert.Equal(1, choice.Stages[1].ProbabilityOf(3));
        Assert.Equal([-1, 1, 1], choice.Candidates.Select(c => c.RemovedBy));
    }

    [Fact]
    public void Broken_logits_take_no_part_and_break_nothing()
    {
        float[] logits = [float.NaN, float.NegativeInfinity, float.PositiveInfinity, 1, 1, 1, 1, 1, 1, 1, float.NaN];
        SamplerTrace trace = new(logits.Length, 3);
        SamplerChain chain = new(new SamplingSettings { Temperature = 1 }, logits.Length, 1);

        TracedChoice choice = trace.Explain(logits, chain.Sample(logits, trace));

        Assert.Equal((2, 1), (choice.Token, choice.Rank));
        Assert.Equal(8, choice.Stages[0].Count);
        Assert.Equal(1, choice.Stages[0].ProbabilityOf(choice.Candidates[0].Logits[0]), 12);
    }

    private static void CheckAgainstPlainArithmetic(
        float[] logits, SamplingSettings settings, List<int> accepted, TracedChoice choice)
    {
        List<(string Name, List<(int Token, float Logit)> Left, double Temperature)> expected =
            PlainStages(logits, settings, accepted);
        Assert.Equal(expected.Select(s => s.Name), choice.Stages.Select(s => s.Name));
        for (int i = 0; i < expected.Count; i++)
        {
            SamplerStage stage = choice.Stages[i];
            List<double> powers = [.. expected[i].Left.Select(c => Math.Exp(c.Logit / expected[i].Temperature - Shift(expected[i])))];
            double sum = powers.Sum();
            Assert.Equal(expected[i].Left.Count, stage.Count);
            double entropy = powers.Sum(p => p > 0 ? -(p / sum) * Math.Log2(p / sum) : 0);
            Assert.Equal(entropy, stage.EntropyBits, 6);
            double shown = 0;
            foreach (TracedCandidate candidate in choice.Candidates)
            {
                int place = expected[i].Left.FindIndex(c => c.Token == candidate.Token);
                Assert.Equal(place < 0, candidate.RemovedBy >= 0 && candidate.RemovedBy <= i);
                if (place >= 0)
                {
                    float logit = candidate.Logits[choice.Stages.Take(i + 1).Count(s => s.ChangesLogits) - 1];
                    Assert.Equal(expected[i].Left[place].Logit, logit);
                    Assert.Equal(powers[place] / sum, stage.ProbabilityOf(logit), 9);
                    shown += stage.ProbabilityOf(logit);
                }
            }

            Assert.InRange(shown, 0, 1 + 1e-9);
        }

        int[] ranking = [.. Enumerable.Range(0, logits.Length).OrderByDescending(t => logits[t]).ThenBy(t => t)];
        Assert.Equal(Array.IndexOf(ranking, choice.Token) + 1, choice.Rank);
        Assert.Equal(ranking.Take(5), choice.Candidates.Take(Math.Min(5, logits.Length)).Select(c => c.Token));
    }

    private static double Shift((string Name, List<(int Token, float Logit)> Left, double Temperature) stage) =>
        stage.Left.Max(c => c.Logit) / stage.Temperature;

    /// <summary>What is left after each step; the filters themselves are tested elsewhere.</summary>
    private static List<(string Name, List<(int Token, float Logit)> Left, double Temperature)> PlainStages(
        float[] logits, SamplingSettings settings, List<int> accepted)
    {
        List<(string, List<(int, float)>, double)> stages = [("raw", Items(CandidateList.FromLogits(logits)), 1)];
        float[] scored = [.. logits];
        if (settings.RepeatPenalty != 1 || settings.FrequencyPenalty != 0 || settings.PresencePenalty != 0)
        {
            List<int> window = [.. accepted.TakeLast(settings.PenaltyLastTokens)];
            foreach (int token in window.Distinct())
            {
                float repeated = scored[token] <= 0
                    ? scored[token] * (float)settings.RepeatPenalty
                    : scored[token] / (float)settings.RepeatPenalty;
                scored[token] = repeated - (window.Count(t => t == token) * (float)settings.FrequencyPenalty)
                    - (float)settings.PresencePenalty;
            }

            stages.Add(("penalties", Items(CandidateList.FromLogits(scored)), 1));
        }

        CandidateList left = CandidateList.FromLogits(scored);
        Add(settings.TopK > 0 && settings.TopK < logits.Length, "top_k", () => TopKFilter.Apply(left, settings.TopK));
        Add(settings.TfsZ < 1, "tfs_z", () => TailFreeFilter.Apply(left, settings.TfsZ));
        Add(settings.TypicalP < 1, "typical_p", () => TypicalFilter.Apply(left, settings.TypicalP));
        Add(settings.TopP < 1, "top_p", () => TopPFilter.Apply(left, settings.TopP));
        Add(settings.MinP > 0, "min_p", () => MinPFilter.Apply(left, settings.MinP));
        stages.Add(("temperature", Items(left), settings.Temperature));
        return stages;

        void Add(bool isOn, string name, Action filter)
        {
            if (isOn)
            {
                filter();
                stages.Add((name, Items(left), 1));
            }
        }
    }

    private static List<(int Token, float Logit)> Items(CandidateList list) =>
        [.. Enumerable.Range(0, list.Count).Select(i => (list.Tokens[i], list.Logits[i]))];
}
