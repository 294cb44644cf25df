using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Sessions;

/// <summary>
/// The settings of one step: defaults, then the chain's, then the model's, then the combination of the sweep, then the prompt's
/// braces, then the random draw (which beats the braces, as in the original; it never draws max_tokens or top_k, nor what is
/// swept), then what the detectors of the chain led to. The same position and state always give the same settings and seed.
/// </summary>
public sealed record StepHyperparameters(Hyperparameters Values, ulong Seed, string? RandomLine, string? SweepLine = null)
{
    /// <summary>
    /// A seed in the chain or of a model is a base from which each step's seed is derived. A seed in a prompt's braces is used
    /// as it is, so that one response of a journal can be asked for again; so is a seed that is swept.
    /// </summary>
    public static StepHyperparameters For(
        ChainDefinition chain, PlannedStep step, ulong baseSeed, HealthCorrection? correction = null)
    {
        correction ??= HealthCorrection.None;
        var modelSeed = step.Model.Hyperparameters.Seed ?? baseSeed;
        var cell = chain.Sweep.CellOf(step.Position.Round);
        var swept = cell?.Overrides ?? HyperparameterOverrides.None;
        var seed = step.Prompt.Overrides.Seed ?? swept.Seed ?? SeedDerivation.ForStep(modelSeed, step.Position, SeedPurpose.Sampling);
        var values = step.Prompt.Overrides.ApplyTo(swept.ApplyTo(chain.HyperparametersOf(step.Model)));
        string? line = null;
        if (chain.RandomHyperparameters is { } ranges)
        {
            var drawn = ranges.Without(chain.Sweep.Names).Draw(SeedDerivation.ForStep(baseSeed, step.Position, SeedPurpose.RandomHyperparameters));
            values = drawn.ApplyTo(values);
            line = RandomRanges.Line(drawn);
        }

        seed = correction.SeedFrom(seed);
        return new StepHyperparameters(correction.ApplyTo(values) with { Seed = seed }, seed, line, cell?.Line(step.Prompt.Overrides));
    }
}
