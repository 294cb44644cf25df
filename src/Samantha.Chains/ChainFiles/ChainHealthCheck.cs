using Samantha.Chains.Health;
using Samantha.Chains.Settings;

namespace Samantha.Chains.ChainFiles;

/// <summary>Tells what in a health block has no effect.</summary>
internal static class ChainHealthCheck
{
    public static void Warn(ChainDefinition chain, Action<string> warn)
    {
        var health = chain.Health;
        if (health.IsOff)
        {
            if (health != HealthSettings.Default)
            {
                warn("health has settings but no detector is in use. Write health { repetition = note }, or another action.");
            }

            return;
        }

        if (health.Uses(HealthAction.Reseed) && chain.RandomHyperparameters is null
            && chain.Models.Any(model => HyperparameterAdvice.IsDeterministic(chain.HyperparametersOf(model))))
        {
            warn("health: reseed gives the same response again where a single token is always left. "
                + "Write preset = stochastic in hyperparameters, or use raise-temperature or skip.");
        }

        if (health.Uses(HealthAction.Skip) && !chain.FeedbackLoop && !chain.Prompts.UsesFullText && !chain.Prompts.UsesPartialText)
        {
            warn("health: skip acts as note, because no response is fed back without feedback-loop = on.");
        }
    }
}
