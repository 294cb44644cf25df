using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Host.Checking;

/// <summary>Settings of a chain as words for people; only what is switched on or differs from the default.</summary>
internal static class ChainWords
{
    public static ImmutableArray<string> Settings(ChainDefinition chain)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        void When(bool holds, string text)
        {
            if (holds)
            {
                words.Add(text);
            }
        }

        When(chain.FeedbackLoop, "feedback-loop on");
        When(chain.CumulativeResponse, "cumulative-response on");
        When(chain.RunCode, "run-code on");
        When(chain.ShowHtml != ShowHtml.Never, $"show-html {Name(chain.ShowHtml)}");
        When(chain.FeedbackOutputOnly, "feedback-output-only on");
        When(chain.SingleResponsePerModel, "single-response-per-model on");
        When(chain.ShuffleModels, "shuffle-models on");
        When(!chain.ResetModel, "reset-model off");
        When(!chain.Sweep.IsNone, $"sweep {SweepText.Of(chain.Sweep)}");
        When(chain.RandomHyperparameters is not null, "random-hyperparameters on");
        Hyperparameters values = chain.Hyperparameters.ApplyTo(Hyperparameters.Default);
        words.AddRange(HyperparameterTable.DifferencesFrom(Hyperparameters.Default, values).Select(p => $"{p.Name} {p.Value}"));
        When(chain.Engine.Threads is not null, $"threads {chain.Engine.Threads}");
        words.AddRange(Enum.GetValues<HealthDetector>().Where(detector => chain.Health.ActionOf(detector) != HealthAction.Off)
            .Select(detector => $"{Name(detector)} {Name(chain.Health.ActionOf(detector))}"));
        When(chain.Evidence.Enabled, $"evidence on, {chain.Evidence.Candidates} candidates");
        words.Add($"on-error {Name(chain.OnError)}");
        words.Add($"on-overflow {Name(chain.OnOverflow)}");
        When(chain.Schedule != Schedule.Auto, $"schedule {Name(chain.Schedule)}");
        return words.ToImmutable();
    }

    /// <summary>A prompt's own settings, from its braces.</summary>
    public static string Overrides(HyperparameterOverrides overrides)
    {
        Hyperparameters values = overrides.ApplyTo(Hyperparameters.Default);
        return string.Join(", ", HyperparameterTable.Keys.Where(key => key.GetOverride(overrides) is not null)
            .Select(key => $"{key.Name} {key.Format(values)}"));
    }

    private static string Name(Enum value) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
