using System.Globalization;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Chains.ChainFiles;

/// <summary>Tells what about a sweep cannot be, and what of it has no effect.</summary>
internal static class ChainSweepCheck
{
    public static void Of(ChainDefinition chain, Action<string> error, Action<string> warn)
    {
        var sweep = chain.Sweep;
        if (sweep.IsNone)
        {
            return;
        }

        if (SweepRules.ProblemOf(sweep) is { } problem)
        {
            error(problem);
            return;
        }

        if (chain.SingleResponsePerModel)
        {
            error("sweep asks every model for a response to each combination, and single-response-per-model = on for one alone. "
                + "Remove one of them.");
            return;
        }

        if (chain.Responses.Times * sweep.Combinations > RepeatCount.TimesMax)
        {
            error(string.Create(CultureInfo.InvariantCulture,
                $"sweep times responses is more than {RepeatCount.TimesMax:N0} rounds. Write a smaller number of responses."));
            return;
        }

        if (chain.FeedbackLoop)
        {
            warn("sweep: with feedback-loop = on each combination sees the response to the one before, so what differs does not come "
                + "from the settings alone.");
        }

        foreach (var item in chain.Prompts.Items)
        {
            var own = sweep.Names.Where(name => HyperparameterTable.TryFind(name, out var key)
                && key.GetOverride(item.Overrides) is not null).ToList();
            if (own.Count > 0)
            {
                warn($"Prompt {item.Number} sets {string.Join(", ", own)} itself, so the sweep does not change it there.");
            }
        }

        WarnWithoutEffect(chain, warn);
    }

    // Every combination with one candidate only: whatever is swept, the response is the same.
    private static void WarnWithoutEffect(ChainDefinition chain, Action<string> warn)
    {
        if (chain.RandomHyperparameters is not null || chain.Sweep.Combinations < 2
            || !chain.Sweep.Names.All(HyperparameterAdvice.ShapesTheDraw))
        {
            return;
        }

        var cells = Enumerable.Range(1, (int)chain.Sweep.Combinations).Select(round => chain.Sweep.CellOf(round)!.Overrides).ToList();
        if (chain.Models.Any(model => cells.All(cell =>
            HyperparameterAdvice.IsDeterministic(cell.ApplyTo(chain.HyperparametersOf(model))))))
        {
            warn("sweep: every combination leaves a single token to choose from, so all give the same response. "
                + "Write preset = stochastic in hyperparameters.");
        }
    }
}
