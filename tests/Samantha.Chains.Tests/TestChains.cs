using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;

namespace Samantha.Chains.Tests;

/// <summary>Chains for tests, from names of models and prompts.</summary>
internal static class TestChains
{
    public static ChainDefinition Of(string models, params string[] prompts) => new()
    {
        Models = [.. models.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ModelEntry.Of)],
        Prompts = PromptList.Literal(prompts),
    };

    public static ChainDefinition WithPromptText(string models, string text) =>
        Of(models, "x") with { Prompts = PromptListParser.Parse(text, "list.txt") };

    public static string[] Walk(ChainDefinition chain, int stepsMax = 1000, ulong seed = 1)
    {
        var plan = Plan.Create(chain, seed);
        return [.. plan.From(plan.First).Take(stepsMax).Select(step => $"{step.Model.Name}:{step.Prompt.Text}")];
    }

    public static string[] Turns(ChainDefinition chain, long loop, ulong seed)
    {
        var plan = Plan.Create(chain, seed);
        return [.. Enumerable.Range(1, chain.Models.Length).Select(turn => plan.StepAt(new StepPosition(loop, turn, 1,
            1)).Model.Name)];
    }
}
