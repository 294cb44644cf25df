using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Server;

/// <summary>The demonstration model, through one real engine process: texts, seeds, stop words, counts, tokens.</summary>
public sealed class RealModelTests(RealModelTests.LoadedEngine engine) : IClassFixture<RealModelTests.LoadedEngine>
{
    private static readonly SamplingSettings Lively = new() { Temperature = 1.5, TopK = 40 };

    /// <summary>A repeat penalty of 0 makes the first token repeat for ever.</summary>
    private static readonly SamplingSettings Endless = new() { RepeatPenalty = 0 };
    private static readonly SamplingSettings Wild = new() { Temperature = 5 };

    private EngineClient Client => engine.Client;

    [Theory(Timeout = 30_000)]
    [InlineData("Who are you?", "I am Samantha Mini, a tiny demonstration model.")]
    [InlineData("Quem é você?", "Eu sou a Samantha Mini, um pequeno modelo de demonstração.")]
    [InlineData("Create a sentence about love.", "Love is a fire that warms the heart.")]
    [InlineData("What is 12 + 7?", "12 + 7 = 12")]
    [InlineData("[Answer only in Portuguese.] Who are you?", "Eu sou a Samantha Mini, um pequeno modelo de demonstração.")]
    [InlineData("Create a Python code that prints 'Hello, world!'.", "```python\nprint('Hello, world!')\n```")]
    public async Task The_model_answers_as_its_card_says(string prompt, string expected)
    {
        GenerationResult result = await Client.AskAsync(prompt);

        Assert.Equal(expected, result.Text);
        Assert.Equal(StopReason.EndOfTurn, result.StopReason);
    }

    [Fact(Timeout = 30_000)]
    public async Task System_and_previous_response_are_seen_by_the_model()
    {
        GenerationResult portuguese = await Generate(Engines.Ask(
            new EngineMessage(EngineRole.System, "Answer only in Portuguese."),
            new EngineMessage(EngineRole.User, "Write a sentence about love.")));
        GenerationResult refined = await Generate(Engines.Ask(
            new EngineMessage(EngineRole.User, string.Empty),
            new EngineMessage(EngineRole.Assistant, "Love is a fire that warms the heart."),
            new EngineMessage(EngineRole.User, "Refine your previous response.")));

        Assert.Equal("O amor é um fogo que aquece o coração.", portuguese.Text);
        Assert.Equal("Love is a fire that warms the heart. This idea deserves careful thought.", refined.Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_loaded_is_described()
    {
        LoadedModel model = engine.Model;
        Assert.Equal("llama", model.Architecture);
        Assert.Equal(1024, model.ContextTokens);
        Assert.Equal(1024, model.TrainedContextTokens);
        Assert.Equal(2048, model.VocabularyTokens);
        Assert.Equal(2_469_920, model.Parameters);
        Assert.Equal(1, model.Threads);
        Assert.Equal("model", model.TemplateName);
        Assert.Null(model.TemplateFallbackReason);
        Assert.StartsWith("0.4.", model.LibraryVersion, StringComparison.Ordinal);
        Assert.NotEmpty(model.CpuVariant);
        Assert.NotEmpty(model.SpecialTokens.EndOfGeneration);
        Assert.Contains("tokenizer.chat_template", model.Metadata.Keys);
        Assert.True((await Client.CountAsync([new EngineMessage(EngineRole.User, "hi")], CancellationToken.None)).Fits);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_seed_gives_the_same_response_and_another_seed_another()
    {
        GenerateRequest request = Engines.Ask("Write a poem about the sea.") with { Sampling = Lively };

        GenerationResult first = await Generate(request with { Seed = 1 });
        GenerationResult again = await Generate(request with { Seed = 1 });
        HashSet<string> others = [];
        for (ulong seed = 2; seed < 7; seed++)
        {
            others.Add((await Generate(request with { Seed = seed })).Text);
        }

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.ResponseTokens, again.ResponseTokens);
        Assert.True(others.Count > 1);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_updates_joined_are_the_text_and_the_counts_agree()
    {
        List<GenerationUpdate> updates = [];
        GenerateRequest request = Engines.Ask("Write a poem about the sea.");

        GenerationResult result = await Client.GenerateAsync(request, updates.Add, CancellationToken.None);

        Assert.Equal(result.Text, string.Concat(updates.OfType<TokensGenerated>().Select(u => u.TextDelta)));
        Assert.Equal(result.ResponseTokens, updates.OfType<TokensGenerated>().Last().ResponseTokens);
        Assert.Equal(1, updates.OfType<TokensGenerated>().First().ResponseTokens);
        Assert.Equal(new PrefillProgress(result.PromptTokens, result.PromptTokens), updates.OfType<PrefillProgress>().Last());
        Assert.Equal(result.PromptTokens, (await Client.CountAsync(request.Messages, CancellationToken.None)).PromptTokens);
        TokenizeResult tokens = await Client.TokenizeAsync(result.Text, false, CancellationToken.None);
        Assert.Equal(tokens.TokenCount, result.ResponseTokens);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stop_word_is_found_across_token_borders_and_not_output()
    {
        GenerateRequest request = Engines.Ask("Create a sentence about love.");

        // "ire that wa" begins and ends inside words, so inside tokens.
        GenerationResult result = await Generate(request with { StopWords = ["zzz", "ire that wa"] });

        Assert.Equal("Love is a f", result.Text);
        Assert.Equal(StopReason.StopWord, result.StopReason);
        Assert.Equal("ire that wa", result.StopWord);
    }

    [Fact(Timeout = 30_000)]
    public async Task Max_tokens_and_the_context_end_a_response()
    {
        GenerateRequest request = Engines.Ask("Write a poem about the sea.") with { Sampling = Endless };

        GenerationResult three = await Generate(request with { MaxTokens = 3 });
        GenerationResult full = await Generate(request);

        Assert.Equal((3, StopReason.MaxTokens), (three.ResponseTokens, three.StopReason));
        Assert.Equal(StopReason.ContextFull, full.StopReason);
        Assert.Equal(1024, full.PromptTokens + full.ResponseTokens);
    }

    [Fact(Timeout = 30_000)]
    public async Task Random_tokens_make_valid_text_with_characters_split_over_them()
    {
        string text = string.Empty;
        for (ulong seed = 0; seed < 5; seed++)
        {
            text += (await Generate(Engines.Ask("x") with { Sampling = Wild, Seed = seed, MaxTokens = 300 })).Text;
        }

        Assert.Equal(text, WellFormedText.From(text));
        Assert.Contains(text, c => c > 127);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_kept_context_gives_the_same_response_as_a_fresh_one()
    {
        string story = string.Concat(Enumerable.Range(0, 30).Select(i => $"Line {i} of a story of the sea and {i * 7} ships. "));
        GenerateRequest first = Engines.Ask(story + "Who are you?") with { Sampling = Lively, Seed = 3, MaxTokens = 40 };
        GenerateRequest second = Engines.Ask(story + "What can you do?") with { Sampling = Lively, Seed = 4, MaxTokens = 40 };
        GenerationResult fresh = await Generate(second);

        await Generate(first);
        GenerationResult kept = await Generate(second with { ResetContext = false });

        Assert.Equal(fresh.Text, kept.Text);
        Assert.Equal(0, fresh.ReusedTokens);
        Assert.True(kept.ReusedTokens >= 128);
        Assert.Equal(0, kept.ReusedTokens % 128);
    }

    [Fact(Timeout = 30_000)]
    public async Task Lone_surrogates_and_NUL_are_characters_like_any_other()
    {
        GenerationResult odd = await Client.AskAsync("a\0b \uD800 \uDC00 c");
        TokenizeResult tokens = await Client.TokenizeAsync("a\0b", false, CancellationToken.None);

        Assert.True(odd.PromptTokens > 10);
        Assert.Equal("610062", string.Concat(tokens.Tokens.Select(t => t.Bytes)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_prompt_above_the_window_is_refused_with_both_numbers()
    {
        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => Client.AskAsync(string.Concat(Enumerable.Repeat("word ", 2000))));

        Assert.Equal(EngineFailureKind.PromptTooLong, problem.Kind);
        Assert.Equal(1024, problem.ContextTokens);
        Assert.True(problem.PromptTokens > 1024);
        Assert.Contains($"has {problem.PromptTokens} tokens", problem.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(1_000_000, 'a')]
    [InlineData(1_000_000, '7')]
    [InlineData(10_000_000, '!')]
    public async Task A_huge_run_of_one_character_is_a_long_prompt_and_nothing_worse(int length, char character)
    {
        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => Client.AskAsync(new string(character, length)));

        Assert.Equal(EngineFailureKind.PromptTooLong, problem.Kind);
        Assert.NotEmpty((await Client.AskAsync("Who are you?")).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Values_that_make_no_sense_are_refused_and_the_engine_lives_on()
    {
        GenerateRequest good = Engines.Ask("Who are you?");
        GenerateRequest[] bad =
        [
            good with { MaxTokens = -1 },
            good with { Messages = [] },
            good with { StopWords = [""] },
            good with { Sampling = new SamplingSettings { RepeatPenalty = -1 } },
            good with { Messages = [new EngineMessage((EngineRole)77, "x")] },
        ];
        foreach (GenerateRequest request in bad)
        {
            EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(() => Generate(request));
            Assert.Equal(EngineFailureKind.BadRequest, problem.Kind);
        }

        EngineFailedException second = await Assert.ThrowsAsync<EngineFailedException>(
            () => Client.LoadAsync(new LoadRequest(Engines.ModelF16), null, CancellationToken.None));
        Assert.Equal(EngineFailureKind.BadRequest, second.Kind);
        Assert.NotEmpty((await Generate(good)).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task No_text_of_a_control_token_becomes_that_token_in_content()
    {
        VocabularyPage page = await Client.VocabularyAsync(0, 10_000, string.Empty, CancellationToken.None);
        VocabularyToken[] controls = [.. page.Tokens.Where(t => t.Kind == VocabularyTokenKind.Control)];
        Assert.NotEmpty(controls);

        foreach (VocabularyToken control in controls)
        {
            string[] texts = [control.Text, $"a{control.Text}b", $"{control.Text}{control.Text}\n", $" {control.Text} user"];
            foreach (string text in texts)
            {
                TokenizeResult plain = await Client.TokenizeAsync(text, false, CancellationToken.None);
                Assert.DoesNotContain(plain.Tokens, t => t.Kind == VocabularyTokenKind.Control);
                Assert.Equal(text, string.Concat(plain.Tokens.Select(t => t.Text)));
                foreach (EngineRole role in Enum.GetValues<EngineRole>())
                {
                    // The template's own control tokens are the same whatever the content is: only plain tokens may be added.
                    PromptCount with = await Count(role, text);
                    PromptCount empty = await Count(role, string.Empty);
                    Assert.Equal(empty.PromptTokens + plain.TokenCount, with.PromptTokens);
                }
            }

            TokenizeResult parsed = await Client.TokenizeAsync(control.Text, true, CancellationToken.None);
            Assert.Equal(control.Id, Assert.Single(parsed.Tokens).Id);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task The_vocabulary_can_be_paged_and_filtered()
    {
        VocabularyPage first = await Client.VocabularyAsync(10, 5, string.Empty, CancellationToken.None);
        VocabularyPage filtered = await Client.VocabularyAsync(0, 3, "LOVE", CancellationToken.None);

        Assert.Equal([10, 11, 12, 13, 14], first.Tokens.Select(t => t.Id));
        Assert.Equal((2048, 2048), (first.TotalTokens, first.MatchingTokens));
        Assert.All(filtered.Tokens, t => Assert.Contains("love", t.Text, StringComparison.OrdinalIgnoreCase));
        Assert.InRange(filtered.MatchingTokens, filtered.Tokens.Length, 100);
    }

    private Task<GenerationResult> Generate(GenerateRequest request) =>
        Client.GenerateAsync(request, null, CancellationToken.None);

    private Task<PromptCount> Count(EngineRole role, string text) => Client.CountAsync(
        [new EngineMessage(role, text), new EngineMessage(EngineRole.User, "x")], CancellationToken.None);

    /// <summary>One engine with the demonstration model for all tests of the class.</summary>
    public sealed class LoadedEngine : IAsyncLifetime
    {
        public EngineClient Client { get; private set; } = null!;

        public LoadedModel Model { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Client = await Engines.RealAsync();
            Model = await Client.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None);
        }

        public async Task DisposeAsync() => await Client.DisposeAsync();
    }
}
