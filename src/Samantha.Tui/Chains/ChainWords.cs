using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Chains;

/// <summary>
/// Settings of a chain as words: only what is switched on or differs from the default. Names are those of the chain file, so
/// that a person finds them there. Pure.
/// </summary>
public static class ChainWords
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

        When(chain.FeedbackLoop, "feedback-loop = on");
        When(chain.CumulativeResponse, "cumulative-response = on");
        When(chain.FeedbackOutputOnly, "feedback-output-only = on");
        When(chain.SingleResponsePerModel, "single-response-per-model = on");
        When(chain.ShuffleModels, "shuffle-models = on");
        When(!chain.ResetModel, "reset-model = off");
        When(!chain.Sweep.IsNone, "sweep = " + SweepText.Of(chain.Sweep));
        When(chain.RandomHyperparameters is not null, "random-hyperparameters = on");
        When(chain.RunCode, "run-code = on");
        Hyperparameters values = chain.Hyperparameters.ApplyTo(Hyperparameters.Default);
        words.AddRange(HyperparameterTable.DifferencesFrom(Hyperparameters.Default, values).Select(p => $"{p.Name} = {p.Value}"));
        When(chain.Engine.Threads is not null, $"threads = {chain.Engine.Threads}");
        words.AddRange(Enum.GetValues<HealthDetector>().Where(detector => chain.Health.ActionOf(detector) != HealthAction.Off)
            .Select(detector => $"{Name(detector)} = {Name(chain.Health.ActionOf(detector))}"));
        When(chain.Evidence.Enabled, $"evidence = on, candidates = {chain.Evidence.Candidates}");
        words.Add("on-error = " + Name(chain.OnError));
        words.Add("on-overflow = " + Name(chain.OnOverflow));
        if (chain.Schedule != Schedule.Auto)
        {
            words.Add("schedule = " + Name(chain.Schedule));
        }

        return words.ToImmutable();
    }

    /// <summary>The rules that end a session before its plan does, one sentence each.</summary>
    public static ImmutableArray<string> Stops(TextCatalog texts, ChainDefinition chain)
    {
        StopSettings stop = chain.Stop;
        var words = ImmutableArray.CreateBuilder<string>();
        void When(string key, object? value)
        {
            if (value is not null)
            {
                words.Add(texts.Format(key, value));
            }
        }

        void WhenCount(string key, long? number)
        {
            if (number is { } there)
            {
                words.Add(texts.Count(key, there));
            }
        }

        When("stops.response-line", stop.ResponseLine);
        When("stops.response-matches", stop.ResponseMatches);
        if (chain.RunCode)
        {
            When("stops.output-not-empty", stop.OutputNotEmpty ? "" : null);
            When("stops.output-line", stop.OutputLine);
            When("stops.output-matches", stop.OutputMatches);
            When("stops.exit-code", stop.ExitCode);
        }

        WhenCount("stops.total-tokens", stop.TotalTokens);
        When("stops.wall-time", stop.WallTime is { } time ? texts.Duration(time) : null);
        WhenCount("stops.steps", stop.Steps);
        WhenCount("stops.loops", stop.Loops);
        When("stops.until", stop.Until?.ToString("HH\\:mm", CultureInfo.InvariantCulture));
        WhenCount("stops.loads", stop.Loads);
        When("stops.disk", stop.DiskBytes is { } disk ? ChainValueText.Size(disk) : null);
        When("stops.disk-free", stop.DiskFreeBytes is { } free ? ChainValueText.Size(free) : null);
        WhenCount("stops.failures-in-a-row", stop.FailuresInARow);
        return words.ToImmutable();
    }

    /// <summary>A prompt's or model's own settings, as in its braces.</summary>
    public static string Overrides(HyperparameterOverrides overrides)
    {
        Hyperparameters values = overrides.ApplyTo(Hyperparameters.Default);
        return string.Join(", ", HyperparameterTable.Keys.Where(key => key.GetOverride(overrides) is not null)
            .Select(key => $"{key.Name}={key.Format(values)}"));
    }

    private static string Name(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
