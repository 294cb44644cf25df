using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Looks at a whole chain, wherever its settings came from: what cannot run is an error, what has no effect is a warning. The
/// prompt list's own findings are not repeated here.
/// </summary>
public static class ChainCheck
{
    /// <summary>A longer list of models is a mistake; a shuffled loop is arranged in memory.</summary>
    public const int ModelsMax = 1000;

    public static ImmutableArray<Diagnostic> Of(ChainDefinition chain, string source)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        void Error(string message) => found.Add(Diagnostic.Error(source, 0, 0, message));
        void Warn(string message) => found.Add(Diagnostic.Warning(source, 0, 0, message));

        if (chain.Models.IsEmpty)
        {
            Error("The chain has no model. Write models = [\"samantha-mini\"], or give --model.");
        }
        else if (chain.Models.Length > ModelsMax)
        {
            Error($"The chain has {chain.Models.Length} models; {ModelsMax} are allowed. Use loops to repeat them.");
        }

        if (chain.Prompts.Items.IsEmpty)
        {
            Error("The chain has no prompt.");
        }

        if (chain.Notes.Length > chain.Prompts.Count)
        {
            Error($"notes has {chain.Notes.Length} texts, and the chain has {chain.Prompts.Count} prompts; there is one note for each "
                + "prompt, in order.");
        }

        if (chain.Stop.ResponseMatches is { } pattern && PatternProblem(pattern) is { } problem)
        {
            Error($"stop response-matches is not a regular expression: {problem}");
        }

        if (chain.Stop.OutputMatches is { } output && PatternProblem(output) is { } wrong)
        {
            Error($"stop output-matches is not a regular expression: {wrong}");
        }

        WarnAboutFlags(chain, Warn);
        ChainCodeCheck.Warn(chain, Warn);
        WarnAboutHyperparameters(chain, Warn);
        ChainHealthCheck.Warn(chain, Warn);
        ChainSweepCheck.Of(chain, Error, Warn);
        if (!found.Any(diagnostic => diagnostic.IsError) && !chain.Prompts.Items.IsEmpty && chain.ShuffleModels)
        {
            // Whether models can be arranged does not depend on the seed.
            foreach (var warning in Plan.Create(chain, 0).Warnings)
            {
                Warn(warning);
            }
        }

        return found.ToImmutable();
    }

    internal static string? PatternProblem(string pattern)
    {
        try
        {
            StopRules.Compile(pattern);
            return null;
        }
        catch (RegexParseException exception)
        {
            return exception.Message;
        }
    }

    private static void WarnAboutFlags(ChainDefinition chain, Action<string> warn)
    {
        if (chain.CumulativeResponse && !chain.FeedbackLoop)
        {
            warn("cumulative-response has no effect without feedback-loop = on.");
        }

        if (chain.FeedbackOutputOnly && !chain.FeedbackLoop)
        {
            warn("feedback-output-only has no effect without feedback-loop = on.");
        }

        if (chain.OnOverflow == OnOverflow.DropOldestFeedback && !chain.FeedbackLoop)
        {
            warn("on-overflow = drop-oldest-feedback acts as fail, because there is no feedback without feedback-loop = on.");
        }

        if (!chain.SingleResponsePerModel)
        {
            if (chain.Responses.IsEndless && (chain.Models.Length > 1 || chain.Loops.Times != 1))
            {
                warn("responses = endless never leaves the first model; the other models and loops are not reached.");
            }

            return;
        }

        if (chain.Responses.Times != 1)
        {
            warn("responses has no effect with single-response-per-model = on.");
        }

        var turns = chain.Loops.Times is { } loops ? (Int128)loops * chain.Models.Length : Int128.MaxValue;
        if (turns < chain.Prompts.Count)
        {
            warn($"With a single response per model only the first {turns} of {chain.Prompts.Count} prompts are answered.");
        }
        else if (chain.Models.Length > chain.Prompts.Count)
        {
            warn($"With a single response per model only the first {chain.Prompts.Count} of {chain.Models.Length} "
                + "models answer.");
        }
    }

    private static void WarnAboutHyperparameters(ChainDefinition chain, Action<string> warn)
    {
        if (chain.RandomHyperparameters is { } ranges)
        {
            var drawn = ranges.Without(chain.Sweep.Names).Draw(0);
            foreach (var item in chain.Prompts.Items)
            {
                var lost = HyperparameterTable.Keys.Where(key => key.GetOverride(item.Overrides) is not null
                    && key.GetOverride(drawn) is not null)
                    .Select(key => key.Name).ToList();
                if (lost.Count > 0)
                {
                    warn($"Prompt {item.Number} sets {string.Join(", ", lost)}, but random-hyperparameters draws it "
                        + "for every response.");
                }
            }
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in chain.Models)
        {
            var values = chain.HyperparametersOf(model);
            if (chain.RandomHyperparameters is { } random)
            {
                values = random.Draw(0).ApplyTo(values);
            }

            // What a sweep changes on the way is its own check's to say.
            if (!chain.Sweep.IsNone)
            {
                continue;
            }

            if (HyperparameterAdvice.WithoutEffect(values) is { } advice && seen.Add(advice))
            {
                warn(model.Hyperparameters.IsNone ? advice : $"Model {model.Name}: {advice}");
            }

            // One setting in braces is the usual way to be caught by the deterministic defaults.
            foreach (var item in chain.Prompts.Items.Where(item => !item.Overrides.IsNone && item.Problem is null))
            {
                if (HyperparameterAdvice.WithoutEffect(item.Overrides.ApplyTo(values)) is { } forPrompt
                    && seen.Add($"{item.Number} {forPrompt}")
                    && HyperparameterAdvice.WithoutEffect(values) is null)
                {
                    warn($"Prompt {item.Number}: {forPrompt}");
                }
            }
        }
    }
}
