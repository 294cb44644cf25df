using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.ChainFiles;

public class ChainOptionsTests
{
    [Fact]
    public void Options_alone_make_a_chain()
    {
        var chain = new ChainOptions
        {
            Models = ["samantha-mini"], Prompts = ["Sort [1]"], Loops = RepeatCount.Of(2), FeedbackLoop = true,
            Hyperparameters = new HyperparameterOverrides { TopK = 3 }, StopResponseLine = "off", StopSteps = 5,
        }.ApplyTo(null);

        Assert.Empty(ChainCheck.Of(chain, "options"));
        Assert.Equal(["samantha-mini:Sort [1]", "samantha-mini:Sort [1]"], TestChains.Walk(chain));
        Assert.True(chain is { FeedbackLoop: true, Hyperparameters.TopK: 3, Stop: { ResponseLine: null, Steps: 5 } });
    }

    [Fact]
    public void No_options_leave_a_chain_as_it_is()
    {
        var chain = TestChains.Of("a b", "x") with { Loops = RepeatCount.Endless, SystemPrompt = "s", ResetModel = false };

        Assert.Equal(ChainJson.Serialize(chain), ChainJson.Serialize(new ChainOptions().ApplyTo(chain)));
    }

    [Fact]
    public void An_option_wins_over_the_chain_and_the_rest_stays()
    {
        var below = TestChains.Of("a b", "x") with
        {
            Loops = RepeatCount.Endless, SystemPrompt = "s", Hyperparameters = new HyperparameterOverrides { TopK = 3,
                Temperature = 1 },
        };

        var chain = new ChainOptions { Loops = RepeatCount.Once, PromptText = "1\n2",
            Hyperparameters = new() { TopK = 9 } }.ApplyTo(below);

        Assert.Equal(new HyperparameterOverrides { TopK = 9, Temperature = 1 }, chain.Hyperparameters);
        Assert.Equal(["a:1", "a:2", "b:1", "b:2"], TestChains.Walk(chain));
        Assert.Equal("s", chain.SystemPrompt);
    }

    [Fact]
    public void A_model_that_the_chain_describes_keeps_its_settings_when_it_is_chosen_by_name()
    {
        var hot = new ModelEntry("a.gguf", "hot", new HyperparameterOverrides { Temperature = 1 });
        var below = TestChains.Of("b", "x");
        below = below with { Models = below.Models.Add(hot) };

        var chain = new ChainOptions { Models = ["hot", "c"] }.ApplyTo(below);

        Assert.Equal([hot, ModelEntry.Of("c")], chain.Models.ToArray());
    }

    [Fact]
    public void Random_hyperparameters_overwrite_braces_and_the_check_says_so()
    {
        var chain = TestChains.WithPromptText("m", "{temperature=2} A") with { RandomHyperparameters = RandomRanges.Default };

        Assert.Contains(ChainCheck.Of(chain, "c"), found => found.Message.Contains("Prompt 1 sets temperature",
            StringComparison.Ordinal));
    }
}
