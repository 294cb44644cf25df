using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.ChainFiles;

public class ChainJsonTests
{
    private static ChainDefinition Full { get; } = TestChains.WithPromptText("a b", "[Pre]\n{top_k=3} A\n{oops} "
        + "B\npartial_text\n[[Join]]") with
    {
        Name = "n",
        Description = "d",
        SystemPrompt = "s \"quoted\" ü 🙂",
        PreviousResponse = "p",
        Models = [new ModelEntry("a.gguf", "hot", new HyperparameterOverrides { Temperature = 1, Stop = ["x"] },
            new EngineSettings(4))],
        Loops = RepeatCount.Endless,
        Responses = RepeatCount.Of(3),
        FeedbackLoop = true,
        RandomHyperparameters = RandomRanges.Default with { TopP = null },
        Hyperparameters = new HyperparameterOverrides { Seed = ulong.MaxValue },
        OnError = OnError.Stop,
        OnOverflow = OnOverflow.DropOldestFeedback,
        Schedule = Schedule.Auto,
        Stop = new StopSettings(null, "x", 1, TimeSpan.FromMinutes(90), 2, 3),
    };

    [Fact]
    public void A_chain_comes_back_from_its_JSON_as_it_was()
    {
        var json = ChainJson.Serialize(Full);
        var back = ChainJson.Deserialize(json);

        Assert.Equal(json, ChainJson.Serialize(back));
        Assert.Equal(ChainFingerprint.Of(Full), ChainFingerprint.Of(back));
        Assert.Null(back.Stop.ResponseLine);
        Assert.Null(back.RandomHyperparameters!.TopP);
        Assert.Equal(Full.Prompts.Items.Select(item => (item.Text, item.Problem, item.Span)),
            back.Prompts.Items.Select(item => (item.Text, item.Problem, item.Span)));
        Assert.Equal(Full.Models[0], back.Models[0]);
    }

    [Fact]
    public void Members_of_a_newer_version_are_ignored()
    {
        var json = ChainJson.Serialize(Full);

        Assert.Equal(json, ChainJson.Serialize(ChainJson.Deserialize("{\"from-the-future\": [1], " + json[1..])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"prompts\": null}")]
    [InlineData("{\"prompts\": {\"items\": []}, \"loops\": 0}")]
    public void A_damaged_stored_chain_is_a_format_error(string json) =>
        Assert.Throws<FormatException>(() => ChainJson.Deserialize(json));

    [Fact]
    public void A_fingerprint_ignores_name_description_and_places_and_nothing_else()
    {
        var moved = TestChains.WithPromptText("a b", "\n\nA\nB");

        Assert.Equal(ChainFingerprint.Of(TestChains.WithPromptText("a b", "A\nB")),
            ChainFingerprint.Of(moved with { Name = "x", Description = "y" }));
        var changed = Changes.Select(change => ChainFingerprint.Of(change)).ToList();
        Assert.Equal(changed.Count, changed.Distinct().Count());
        Assert.DoesNotContain(ChainFingerprint.Of(Full), changed);
    }

    [Fact]
    public void Every_change_is_described_and_equal_chains_have_no_differences()
    {
        Assert.Empty(ChainDifference.Describe(Full, ChainJson.Deserialize(ChainJson.Serialize(Full))));
        Assert.All(Changes, change => Assert.NotEmpty(ChainDifference.Describe(Full, change)));
        Assert.Equal(["loops: endless -> 2"], ChainDifference.Describe(Full, Full with { Loops = RepeatCount.Of(2) }).ToArray());
        Assert.Equal(["stop steps: 2 -> off"], ChainDifference.Describe(Full,
            Full with { Stop = Full.Stop with { Steps = null } }).ToArray());
        Assert.Equal(
            ["prompts 1 text: A -> B"], ChainDifference.Describe(TestChains.Of("m", "A"), TestChains.Of("m", "B")).ToArray());
    }

    [Fact]
    public void A_chain_without_code_is_stored_as_before_there_was_code_so_that_its_fingerprint_stays()
    {
        var json = ChainJson.Serialize(Full);

        Assert.DoesNotContain("code", json, StringComparison.Ordinal);
        Assert.DoesNotContain("html", json, StringComparison.Ordinal);
        Assert.EndsWith(
            "\"stop\":{\"response-line\":null,\"response-matches\":\"x\",\"total-tokens\":1,\"wall-time\":\"01:30:00\","
                + "\"steps\":2,\"loops\":3}}",
            json, StringComparison.Ordinal);
        Assert.Equal("STOP_SAMANTHA", ChainJson.Deserialize(json).Stop.OutputLine);
    }

    [Fact]
    public void What_code_may_do_comes_back_as_it_was()
    {
        var chain = Full with
        {
            RunCode = true,
            ShowHtml = ShowHtml.Always,
            Code = new CodeSettings
            {
                Network = true, Readable = [new CodeFolder("/a b", "a")], Writable = [new CodeFolder("/c", "c")],
                Limits = new CodeLimits { WallClock = TimeSpan.FromMilliseconds(1500), MemoryBytes = 123_456_789_012 },
            },
            Stop = new StopSettings(OutputNotEmpty: true, OutputLine: null, OutputMatches: "^x", ExitCode: 3,
                Until: new TimeOnly(23, 59)),
        };
        var back = ChainJson.Deserialize(ChainJson.Serialize(chain));

        Assert.Equal(ChainJson.Serialize(chain), ChainJson.Serialize(back));
        Assert.Equal((chain.Stop, chain.Code.Limits, true, ShowHtml.Always), (back.Stop, back.Code.Limits, back.RunCode,
            back.ShowHtml));
        Assert.Equal(new CodeFolder("/a b", "a"), Assert.Single(back.Code.Readable));
        Assert.Equal(ChainFingerprint.Of(chain), ChainFingerprint.Of(back with { ShowHtml = ShowHtml.Never }));
    }

    private static IEnumerable<ChainDefinition> Changes =>
    [
        Full with { SystemPrompt = "" },
        Full with { PreviousResponse = "" },
        Full with { Models = [Full.Models[0] with { Model = "b.gguf" }] },
        Full with { Models = [Full.Models[0] with { Name = "b" }] },
        Full with { Models = [Full.Models[0], Full.Models[0]] },
        Full with { Models = [Full.Models[0] with { Hyperparameters = HyperparameterOverrides.None }] },
        Full with { Models = [Full.Models[0] with { Engine = null }] },
        Full with { Prompts = PromptListParser.Parse("[Pre]\n{top_k=4} A\n{oops} B\npartial_text\n[[Join]]", "x") },
        Full with { Prompts = PromptListParser.Parse("[Pre]\n{top_k=3} A\n{oops} B\n\\partial_text\n[[Join]]", "x") },
        Full with { Loops = RepeatCount.Once },
        Full with { Responses = RepeatCount.Endless },
        Full with { FeedbackLoop = false },
        Full with { CumulativeResponse = true },
        Full with { FeedbackOutputOnly = true },
        Full with { SingleResponsePerModel = true },
        Full with { ShuffleModels = true },
        Full with { ResetModel = false },
        Full with { RandomHyperparameters = null },
        Full with { RandomHyperparameters = RandomRanges.Default },
        Full with { Hyperparameters = HyperparameterOverrides.None },
        Full with { Engine = new EngineSettings(1) },
        Full with { OnError = OnError.NextStep },
        Full with { OnOverflow = OnOverflow.Stop },
        Full with { Schedule = Schedule.AsWritten },
        Full with { Stop = StopSettings.Default },
        Full with { RunCode = true },
        Full with { Code = CodeSettings.Default with { Network = true } },
        Full with { Code = CodeSettings.Default with { Readable = [new CodeFolder("/a", "a")] } },
        Full with { Code = CodeSettings.Default with { Writable = [new CodeFolder("/a", "a")] } },
        Full with { Code = CodeSettings.Default with { Limits = CodeLimits.Default with { Processes = 8 } } },
        Full with { Stop = Full.Stop with { OutputNotEmpty = true } },
        Full with { Stop = Full.Stop with { OutputLine = null } },
        Full with { Stop = Full.Stop with { OutputMatches = "x" } },
        Full with { Stop = Full.Stop with { ExitCode = 0 } },
        Full with { Stop = Full.Stop with { Until = new TimeOnly(7, 0) } },
        Full with { Health = HealthSettings.Default.With(HealthAction.Note) },
        Full with { Health = HealthSettings.Default with { Circle = new CircleSettings { Rounds = 3 } } },
        Full with { Health = HealthSettings.Default with { InjectPrompt = "x" } },
    ];
}
