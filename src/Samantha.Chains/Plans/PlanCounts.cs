using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Plans;

/// <summary>How many rounds, turns, steps and loads of models a chain asks for, by its numbers alone.</summary>
internal static class PlanCounts
{
    /// <summary>Rounds in a model's turn: the responses that are asked for, times the combinations of a sweep.</summary>
    public static RepeatCount Rounds(ChainDefinition chain) =>
        chain.SingleResponsePerModel ? RepeatCount.Once
        : chain.Responses.Times is not { } responses ? RepeatCount.Endless
        : RepeatCount.Of((long)Int128.Clamp(responses * chain.Sweep.Combinations, 1, RepeatCount.TimesMax));

    /// <summary>The turns of models in the whole plan; null when endless or beyond a long.</summary>
    public static long? Turns(ChainDefinition chain)
    {
        if (chain.SingleResponsePerModel)
        {
            return chain.Loops.Times is { } loops
                ? (long)Int128.Min((Int128)loops * chain.Models.Length, chain.Prompts.Count)
                : chain.Prompts.Count;
        }

        return chain.Responses.IsEndless ? 1
            : chain.Loops.Times is { } times ? ToLong((Int128)times * chain.Models.Length) : null;
    }

    /// <summary>The steps in the whole plan; null when endless or beyond a long.</summary>
    public static long? Steps(ChainDefinition chain)
    {
        if (chain.SingleResponsePerModel)
        {
            return Turns(chain);
        }

        return Rounds(chain).Times is { } rounds && chain.Loops.Times is { } loops
            ? ToLong((Int128)loops * chain.Models.Length * rounds * chain.Prompts.Count)
            : null;
    }

    /// <summary>How many turns one model of the list has (1-based), of so many in the whole plan.</summary>
    public static long TurnsOf(int model, int models, long turnsTotal) =>
        turnsTotal < model ? 0 : ((turnsTotal - model) / models) + 1;

    /// <summary>Whether the step is the last one of its loop in the order that is written.</summary>
    public static bool EndsLoop(ChainDefinition chain, StepPosition step) =>
        step.Model == chain.Models.Length
        && (chain.SingleResponsePerModel || (step.Round == chain.Responses.Times && step.Prompt == chain.Prompts.Count));

    /// <summary>
    /// Loads in the written order. One pass over the models gives the changes within a loop; every border between loops changes
    /// alike.
    /// </summary>
    public static long? WrittenLoads(ChainDefinition chain, long turns)
    {
        var models = chain.Models;
        long ChangesInFirst(long count)
        {
            long changes = 0;
            for (var index = 1; index < count; index++)
            {
                changes += IsSameLoad(chain, models[index - 1], models[index]) ? 0 : 1;
            }

            return changes;
        }

        var (full, rest) = Math.DivRem(turns, models.Length);
        var borders = rest > 0 ? full : full - 1;
        var loads = 1 + ((Int128)full * ChangesInFirst(models.Length)) + ChangesInFirst(rest)
            + (IsSameLoad(chain, models[^1], models[0]) ? 0 : borders);
        return ToLong(loads);
    }

    /// <summary>What a model is loaded as: entries with equal keys share one load.</summary>
    public static (string Model, EngineSettings Engine, int ContextTokens) LoadKey(ChainDefinition chain, ModelEntry entry) =>
        (entry.Model, chain.EngineOf(entry), chain.HyperparametersOf(entry).ContextTokens);

    public static bool IsSameLoad(ChainDefinition chain, ModelEntry left, ModelEntry right) =>
        LoadKey(chain, left) == LoadKey(chain, right);

    public static long? ToLong(Int128 value) => value <= long.MaxValue ? (long)value : null;
}
