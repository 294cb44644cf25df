using System.Text.Json;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Server;

/// <summary>Grammars, weighed tokens and breakers in the real engine with the demonstration model.</summary>
public sealed class GrammarTests(RealModelTests.LoadedEngine engine) : IClassFixture<RealModelTests.LoadedEngine>
{
    private const string Person = """
        root ::= "{" ws "\"name\":" ws string "," ws "\"age\":" ws [1-9] [0-9]? "}"
        ws ::= " "?
        string ::= "\"" [a-zA-Z ]{1,20} "\""
        """;

    private EngineClient Client => engine.Client;

    [Theory(Timeout = 60_000)]
    [InlineData(0, 1)]
    [InlineData(1.5, 2)]
    [InlineData(5, 3)]
    public async Task Whatever_the_temperature_a_response_follows_its_grammar(double temperature, ulong seed)
    {
        GenerationResult result = await Generate(new SamplingSettings { Temperature = temperature, Grammar = Person }, seed);

        using JsonDocument person = JsonDocument.Parse(result.Text);
        Assert.Equal(StopReason.EndOfTurn, result.StopReason);
        Assert.InRange(person.RootElement.GetProperty("age").GetInt32(), 1, 99);
        Assert.NotEmpty(person.RootElement.GetProperty("name").GetString()!);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_grammar_changes_nothing_for_the_next_response()
    {
        await Generate(new SamplingSettings { Grammar = Person }, 1);

        Assert.Equal("I am Samantha Mini, a tiny demonstration model.", (await Client.AskAsync("Who are you?")).Text);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("nonsense")]
    [InlineData("root ::= other")]
    [InlineData("other ::= \"x\"")]
    [InlineData("root ::= root \"x\"")]
    [InlineData("root ::= \"x")]
    [InlineData("root ::= [a-")]
    public async Task A_grammar_that_is_none_is_refused_and_the_engine_lives(string grammar)
    {
        EngineFailedException refused = await Assert.ThrowsAsync<EngineFailedException>(
            () => Generate(new SamplingSettings { Grammar = grammar }, 1));

        Assert.Equal(EngineFailureKind.BadRequest, refused.Kind);
        Assert.Equal("I am Samantha Mini, a tiny demonstration model.", (await Client.AskAsync("Who are you?")).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_given_token_that_does_not_fit_the_grammar_is_refused_by_name()
    {
        int wrong = (await Client.TokenizeAsync("x", false, CancellationToken.None)).Tokens[0].Id;
        GenerateRequest request = Engines.Ask("Who are you?") with
        {
            Sampling = new SamplingSettings { Grammar = "root ::= \"yes\"" }, GivenTokens = [wrong],
        };

        EngineFailedException refused = await Assert.ThrowsAsync<EngineFailedException>(
            () => Client.GenerateAsync(request, null, CancellationToken.None));

        Assert.Contains("does not fit the grammar", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_forbidden_token_is_never_chosen_and_a_text_of_several_tokens_is_refused()
    {
        GenerationResult plain = await Client.AskAsync("Who are you?");
        int first = plain.TokenIds[0];

        GenerationResult without = await Generate(new SamplingSettings { LogitBias = [new TokenBias(first, "", null)] }, 1);
        EngineFailedException refused = await Assert.ThrowsAsync<EngineFailedException>(
            () => Generate(new SamplingSettings { LogitBias = [new TokenBias(null, "several tokens at once", 1)] }, 1));
        EngineFailedException beyond = await Assert.ThrowsAsync<EngineFailedException>(
            () => Generate(new SamplingSettings { LogitBias = [new TokenBias(1_000_000, "", 1)] }, 1));

        Assert.DoesNotContain(first, without.TokenIds);
        Assert.Contains("not one token", refused.Message, StringComparison.Ordinal);
        Assert.Contains("the vocabulary has 2048", beyond.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("mirostat")]
    [InlineData("xtc")]
    [InlineData("dry")]
    [InlineData("sigma")]
    public async Task With_each_of_the_later_samplers_the_same_seed_gives_the_same_response(string name)
    {
        SamplingSettings warm = new() { Temperature = 1.2, TopK = 100 };
        SamplingSettings settings = name switch
        {
            "mirostat" => warm with { Mirostat = 2, MirostatTau = 3 },
            "xtc" => warm with { XtcProbability = 0.5, XtcThreshold = 0.05 },
            "dry" => warm with { Dry = new DrySettings { Multiplier = 0.8 } },
            _ => warm with { TopNSigma = 1 },
        };

        GenerationResult one = await Generate(settings, 11);
        GenerationResult other = await Generate(settings, 11);

        Assert.Equal(one.TokenIds.AsEnumerable(), other.TokenIds);
        Assert.True(one.ResponseTokens > 1);
    }

    private Task<GenerationResult> Generate(SamplingSettings settings, ulong seed) => Client.GenerateAsync(
        Engines.Ask("Write a poem about the sea.") with { Sampling = settings, Seed = seed, MaxTokens = 120 },
        null,
        CancellationToken.None);
}
