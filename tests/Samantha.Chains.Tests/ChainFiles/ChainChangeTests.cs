using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Xunit.Abstractions;

namespace Samantha.Chains.Tests.ChainFiles;

/// <summary>A change of any one setting of a chain is seen, told, and carried over to the file of today.</summary>
public class ChainChangeTests(ITestOutputHelper output)
{
    [Fact]
    public void A_change_of_any_one_field_is_told_by_name()
    {
        var chain = ChainMutations.Everything;
        var mutations = ChainMutations.Of(chain).ToList();

        output.WriteLine($"{mutations.Count} fields were changed, one at a time");
        Assert.True(mutations.Count > 80, $"only {mutations.Count} fields were changed");
        foreach (var (path, changed) in mutations)
        {
            var lines = ChainDifference.Describe(chain, changed);

            Assert.True(lines.Length > 0, $"a change of {path} is not seen");
            Assert.NotEqual(ChainFingerprint.Of(chain), ChainFingerprint.Of(changed));
        }
    }

    [Fact]
    public void What_cannot_change_a_response_is_no_change()
    {
        var chain = ChainMutations.Everything;

        Assert.Empty(ChainDifference.Describe(
            chain, chain with { Name = "other", Description = "other", ShowHtml = ShowHtml.OnOutput }));
    }

    [Fact]
    public void A_changed_file_keeps_what_the_command_line_had_laid_over_it()
    {
        var then = TestChains.Of("m", "a", "b") with { SystemPrompt = "old", Stop = new StopSettings(Steps: 5) };
        var recorded = then with
        {
            Loops = RepeatCount.Of(7), Stop = then.Stop with { TotalTokens = 9 },
            Hyperparameters = new HyperparameterOverrides { Temperature = 0.5 },
        };
        var now = then with
        {
            SystemPrompt = "new", Prompts = Samantha.Chains.Prompts.PromptList.Literal(["a", "c"]), Stop = new StopSettings(Steps: 6),
            Hyperparameters = new HyperparameterOverrides { TopK = 3 },
        };

        var chain = ChainRebase.Of(then, recorded, now);

        Assert.Equal(
            ("new", 7L, 6L, 9L, 0.5, 3),
            (chain.SystemPrompt, chain.Loops.Times, chain.Stop.Steps, chain.Stop.TotalTokens, chain.Hyperparameters.Temperature,
                chain.Hyperparameters.TopK));
        Assert.Equal("c", chain.Prompts.Items[1].Text);
        Assert.Empty(ChainDifference.Describe(recorded, ChainRebase.Of(then, recorded, then)));
        Assert.Empty(ChainDifference.Describe(now, ChainRebase.Of(then, then, now)));
    }

    [Fact]
    public void An_option_that_put_a_setting_back_to_its_default_stays_in_force()
    {
        var then = TestChains.Of("m", "a") with { RunCode = true, Code = new CodeSettings { Network = true } };
        var recorded = then with { RunCode = false };

        var chain = ChainRebase.Of(then, recorded, then with { SystemPrompt = "s" });

        Assert.False(chain.RunCode);
        Assert.Equal("s", chain.SystemPrompt);
    }

    [Fact]
    public void Every_single_change_of_the_file_arrives_in_the_rebased_chain()
    {
        var then = ChainMutations.Everything;
        var recorded = then with { Loops = RepeatCount.Of(9) };
        foreach (var (path, now) in ChainMutations.Of(then).Where(mutation => !mutation.Path.StartsWith("loops", StringComparison.Ordinal)))
        {
            var chain = ChainRebase.Of(then, recorded, now);

            Assert.True(
                ChainDifference.Describe(now with { Loops = RepeatCount.Of(9) }, chain).IsEmpty, $"a change of {path} is lost");
        }
    }
}
