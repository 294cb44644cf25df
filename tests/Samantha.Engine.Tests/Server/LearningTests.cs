using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Server;

/// <summary>
/// The evidence of real tokens against rows of logits that were evaluated apart, and responses that are watched, held, asked and
/// given their beginning.
/// </summary>
public sealed class LearningTests(RealModelTests.LoadedEngine engine) : IClassFixture<RealModelTests.LoadedEngine>
{
    private const int Candidates = 10;
    private static readonly SamplingSettings Lively = new()
    {
        Temperature = 0.9, TopK = 40, TopP = 0.95, MinP = 0.02, RepeatPenalty = 1.1, PenaltyLastTokens = 16,
    };

    private EngineClient Client => engine.Client;

    [Theory(Timeout = 60_000)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(4, true)]
    public async Task What_is_told_of_a_token_is_what_its_logits_say_when_they_are_evaluated_apart(int batchTokens, bool lively)
    {
        GenerateRequest request = Poem(lively ? Lively : new SamplingSettings()) with { MaxTokens = 40 };
        (GenerationResult result, List<ExplainedToken> tokens) = await Watch(request);
        List<RowEvaluated> rows = [];

        ResponseEvaluated end = await Client.EvaluateAsync(
            new EvaluateRequest(request.Messages, result.TokenIds, request.Sampling, request.Seed, batchTokens),
            rows.Add,
            CancellationToken.None);

        Assert.Equal((result.PromptTokens, result.TokenIds.Length + 1), (end.PromptTokens, end.Rows));
        Assert.True(tokens.Count >= result.ResponseTokens && tokens.Count > 5);
        foreach (ExplainedToken token in tokens)
        {
            float[] logits = MemoryMarshal.Cast<byte, float>(rows[token.Index].Logits).ToArray();
            CheckAgainstRow(token, logits, batchTokens == 1 ? 0 : 1e-3);
            Assert.Equal(token.Choice.Token, rows[token.Index].Choice);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_evidence_names_each_token_of_the_response_once_and_in_order()
    {
        (GenerationResult result, List<ExplainedToken> tokens) = await Watch(Poem(Lively));

        Assert.Equal(StopReason.EndOfTurn, result.StopReason);
        Assert.Equal(Enumerable.Range(0, result.ResponseTokens + 1), tokens.Select(t => t.Index));
        Assert.Equal(result.TokenIds, tokens.SkipLast(1).Select(t => t.Choice.Token));
        Assert.True(tokens[^1].EndsTurn);
        Assert.DoesNotContain(tokens.SkipLast(1), t => t.EndsTurn || t.Given);
        Assert.All(tokens, t => Assert.InRange(t.Choice.Candidates.Length, Candidates, Candidates + 1));
        Assert.All(tokens, t => Assert.Equal(t.Choice.Candidates.Length, t.Bytes.Length));
        Assert.All(tokens, t => Assert.True(t.Ms >= 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task Watching_changes_no_token_and_without_it_nothing_is_told()
    {
        List<GenerationUpdate> silent = [];
        GenerationResult plain = await Client.GenerateAsync(Poem(Lively), silent.Add, CancellationToken.None);
        (GenerationResult watched, _) = await Watch(Poem(Lively));

        Assert.Equal(plain.TokenIds.ToArray(), watched.TokenIds.ToArray());
        Assert.All(silent.OfType<TokensGenerated>(), u => Assert.Empty(u.Explained));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_response_that_is_given_its_own_beginning_goes_on_as_it_was()
    {
        GenerationResult whole = await Client.GenerateAsync(Poem(Lively), null, CancellationToken.None);
        ImmutableArray<int> beginning = whole.TokenIds[..8];

        (GenerationResult continued, List<ExplainedToken> tokens) = await Watch(Poem(Lively) with { GivenTokens = beginning });

        Assert.Equal(whole.TokenIds.ToArray(), continued.TokenIds.ToArray());
        Assert.Equal(whole.Text, continued.Text);
        Assert.All(tokens.Take(8), t => Assert.True(t.Given));
        Assert.All(tokens.Skip(8), t => Assert.False(t.Given));
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_candidate_at_one_place_is_a_response_of_its_own_from_there()
    {
        (GenerationResult greedy, List<ExplainedToken> tokens) = await Watch(Engines.Ask("Create a sentence about love."));
        int other = tokens[3].Choice.Candidates[1].Token;

        (GenerationResult branch, List<ExplainedToken> branched) = await Watch(
            Engines.Ask("Create a sentence about love.") with { GivenTokens = [.. greedy.TokenIds[..3], other], MaxTokens = 20 });

        Assert.Equal(greedy.TokenIds[..3].ToArray(), branch.TokenIds[..3].ToArray());
        Assert.Equal(other, branch.TokenIds[3]);
        Assert.Equal(2, branched[3].Choice.Rank);
        Assert.NotEqual(greedy.Text, branch.Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task Step_by_step_a_token_comes_for_each_step_and_free_again_the_rest()
    {
        GenerationResult free = await Client.GenerateAsync(Poem(Lively), null, CancellationToken.None);
        var seen = new Seen();
        Task<GenerationResult> response = Client.GenerateAsync(
            Poem(Lively) with { Pace = new ResponsePace(Step: true, Candidates: 3) }, seen.Add, CancellationToken.None);

        await seen.Tokens(1);
        Client.Steer(new AdvanceResponse(1));
        await seen.Tokens(2);
        Client.Steer(new AdvanceResponse(3));
        await seen.Tokens(5);
        Assert.False(response.IsCompleted);
        Client.Steer(new SetPace(ResponsePace.Free));
        GenerationResult result = await response;

        Assert.Equal(free.TokenIds.ToArray(), result.TokenIds.ToArray());
        Assert.True(result.HeldMs > 0);
        Assert.Equal(5, seen.Explained.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_held_response_shows_what_other_settings_would_choose_and_stays_as_it_is()
    {
        GenerationResult free = await Client.GenerateAsync(Poem(Lively), null, CancellationToken.None);
        var seen = new Seen();
        Task<GenerationResult> response = Client.GenerateAsync(
            Poem(Lively) with { Pace = new ResponsePace(Step: true, Candidates: 3) }, seen.Add, CancellationToken.None);
        await seen.Tokens(1);
        Client.Steer(new AdvanceResponse(3));
        await seen.Tokens(4);

        Client.Steer(new PreviewChoice(Lively with { Temperature = 0, RepeatPenalty = 1 }, 5));
        ChoicePreviewed greedy = await seen.Preview(1);
        Client.Steer(new PreviewChoice(Lively, 5));
        ChoicePreviewed same = await seen.Preview(2);
        Client.Steer(new SetPace(ResponsePace.Free));
        GenerationResult result = await response;

        ExplainedToken held = seen.Explained[3];
        Assert.Equal(3, greedy.Token.Index);
        Assert.Equal(held.Choice.Candidates[0].Token, greedy.Token.Choice.Token);
        Assert.Equal(5, greedy.Token.Choice.Candidates.Length);
        Assert.Equal(held.Choice.Token, same.Token.Choice.Token);
        Assert.Equal(held.Choice.Stages.ToArray(), same.Token.Choice.Stages.ToArray());
        Assert.Equal(free.TokenIds.ToArray(), result.TokenIds.ToArray());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_response_that_waits_for_a_step_ends_at_once_when_it_is_cancelled()
    {
        var seen = new Seen();
        using CancellationTokenSource cancel = new();
        Task<GenerationResult> response = Client.GenerateAsync(
            Poem(Lively) with { Pace = new ResponsePace(Step: true) }, seen.Add, cancel.Token);
        await seen.Tokens(1);

        await cancel.CancelAsync();
        GenerationResult result = await response;

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.NotEmpty((await Client.AskAsync("Who are you?")).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_delay_between_tokens_is_no_part_of_the_decode_time()
    {
        GenerationResult result = await Client.GenerateAsync(
            Poem(Lively) with { Pace = new ResponsePace(DelayMs: 30), MaxTokens = 4 }, null, CancellationToken.None);

        Assert.InRange(result.HeldMs, 4 * 30, 60_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task Values_that_make_no_sense_are_refused()
    {
        GenerateRequest good = Poem(Lively);
        GenerateRequest[] bad =
        [
            good with { GivenTokens = [-1] },
            good with { GivenTokens = [2048] },
            good with { Pace = new ResponsePace(DelayMs: -1) },
            good with { Pace = new ResponsePace(Candidates: 101) },
        ];
        foreach (GenerateRequest request in bad)
        {
            EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
                () => Client.GenerateAsync(request, null, CancellationToken.None));
            Assert.Equal(EngineFailureKind.BadRequest, problem.Kind);
        }

        EngineFailedException empty = await Assert.ThrowsAsync<EngineFailedException>(() => Client.EvaluateAsync(
            new EvaluateRequest(good.Messages, [], Lively, 1), _ => { }, CancellationToken.None));
        Assert.Equal(EngineFailureKind.BadRequest, empty.Kind);
    }

    private static GenerateRequest Poem(SamplingSettings sampling) =>
        Engines.Ask("Write a poem about the sea.") with { Sampling = sampling, Seed = 12 };

    private async Task<(GenerationResult Result, List<ExplainedToken> Tokens)> Watch(GenerateRequest request)
    {
        List<ExplainedToken> tokens = [];
        GenerationResult result = await Client.GenerateAsync(
            request with { Pace = new ResponsePace(Candidates: Candidates) },
            update => tokens.AddRange(update is TokensGenerated generated ? generated.Explained : []),
            CancellationToken.None);
        return (result, tokens);
    }

    private static void CheckAgainstRow(ExplainedToken token, float[] logits, double tolerance)
    {
        TracedChoice choice = token.Choice;
        int[] ranking = [.. Enumerable.Range(0, logits.Length).OrderByDescending(t => logits[t]).ThenBy(t => t)];
        double[] probabilities = [.. logits.Select(logit => Math.Exp((double)logit - logits[ranking[0]]))];
        double sum = probabilities.Sum();
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
        }

        Assert.Equal(ranking[choice.Rank - 1], choice.Token);
        Assert.Equal(ranking.Take(Candidates), choice.Candidates.Take(Candidates).Select(c => c.Token));
        Assert.Equal(probabilities.Sum(p => p > 0 ? -p * Math.Log2(p) : 0), choice.Stages[0].EntropyBits, 4);
        foreach (TracedCandidate candidate in choice.Candidates)
        {
            Assert.InRange(Math.Abs(candidate.Logits[0] - logits[candidate.Token]), 0, tolerance);
            Assert.Equal(
                probabilities[candidate.Token],
                choice.Stages[0].ProbabilityOf(candidate.Logits[0]),
                tolerance == 0 ? 1e-10 : 1e-3);
        }
    }

    /// <summary>The updates of one response, which tests wait for.</summary>
    private sealed class Seen
    {
        private readonly Lock _gate = new();
        private readonly List<ExplainedToken> _explained = [];
        private readonly List<ChoicePreviewed> _previews = [];
        private int _tokens;

        public List<ExplainedToken> Explained
        {
            get
            {
                lock (_gate)
                {
                    return [.. _explained];
                }
            }
        }

        public void Add(GenerationUpdate update)
        {
            lock (_gate)
            {
                switch (update)
                {
                    case TokensGenerated generated:
                        _tokens = generated.ResponseTokens;
                        _explained.AddRange(generated.Explained);
                        break;
                    case ChoicePreviewed preview:
                        _previews.Add(preview);
                        break;
                }
            }
        }

        public Task Tokens(int count) => Until(() => _tokens >= count, string.Create(CultureInfo.InvariantCulture, $"token {count}"));

        public async Task<ChoicePreviewed> Preview(int count)
        {
            await Until(() => _previews.Count >= count, "a preview");
            lock (_gate)
            {
                return _previews[count - 1];
            }
        }

        private async Task Until(Func<bool> holds, string what)
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
            while (true)
            {
                lock (_gate)
                {
                    if (holds())
                    {
                        return;
                    }
                }

                Assert.False(limit.IsCancellationRequested, $"{what} did not come");
                await Task.Delay(5);
            }
        }
    }
}
