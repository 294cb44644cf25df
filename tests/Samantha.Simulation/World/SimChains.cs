using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Simulation.Runtime;

namespace Samantha.Simulation.World;

/// <summary>Draws a chain: few steps, but every way of going on, feeding back, failing, going astray and reaching a limit.</summary>
internal static class SimChains
{
    private static readonly string[] s_prompts = ["Say something.", "Go on {partial_text}", "Sum up: {full_text}", "And now?"];

    private static readonly string[] s_ailing =
        [$"Go {Script.OnAndOn}.", $"Answer {Script.AsAlways}.", $"Speak {Script.ByTurns}.", $"Speak {Script.InAnyTongue}.", "Say something."];

    public static ChainDefinition Draw(SimRandom random, Weather weather)
    {
        bool goesAstray = random.Chance(0.3);
        string prompts = string.Join(
            "\n\n", Enumerable.Range(0, random.Between(1, 3)).Select(_ => random.Of(goesAstray ? s_ailing : s_prompts)));
        if (!weather.IsMild && random.Chance(0.05))
        {
            prompts += "\n\n{temperature: hot} A bad one.";
        }

        ImmutableArray<ModelEntry> models = [.. Enumerable.Range(1, random.Between(1, 3)).Select(n => Model(random, weather, n))];
        ChainDefinition chain = ChainDefinition.FromPromptText(prompts, "simulated") with
        {
            Name = "sim",
            Models = models,
            SystemPrompt = random.Chance(0.5) ? "Be brief." : "",
            Loops = RepeatCount.Of(random.Between(1, 2)),
            Responses = RepeatCount.Of(random.Of(1, 1, 2)),
            FeedbackLoop = random.Chance(0.6),
            CumulativeResponse = random.Chance(0.3),
            FeedbackOutputOnly = random.Chance(0.2),
            RunCode = random.Chance(0.4),
            SingleResponsePerModel = random.Chance(0.15),
            ShuffleModels = random.Chance(0.3),
            ResetModel = random.Chance(0.7),
            OnError = random.Of(OnError.NextModel, OnError.NextStep, OnError.Stop),
            OnOverflow = random.Of(OnOverflow.Fail, OnOverflow.DropOldestFeedback, OnOverflow.Stop),
            Health = goesAstray ? Health(random) : HealthSettings.Default,
            Stop = random.Chance(0.25) ? Limits(random) : StopSettings.Default,
            Hyperparameters = HyperparameterOverrides.None with
            {
                Seed = random.Next() >> 1,
                Temperature = random.Of(0, 0.8),
                ContextTokens = random.Of(400, 400, 60),
                MaxTokens = 8,
            },
        };

        // Drawn last, so that what came before is drawn as it always was.
        return chain.SingleResponsePerModel || !random.Chance(0.1) ? chain : chain with
        {
            Sweep = new SweepSettings([new SweepBlock([new SweepAxis("temperature", ["0", "0.8"])])]),
        };
    }

    /// <summary>Every detector with any action, and limits that short responses reach.</summary>
    private static HealthSettings Health(SimRandom random)
    {
        HealthAction Action() => (HealthAction)random.Below(Enum.GetValues<HealthAction>().Length);
        return HealthSettings.Default with
        {
            Repetition = new RepetitionSettings { Action = Action(), Words = 12, Repeats = 3 },
            NearDuplicate = new NearDuplicateSettings { Action = Action() },
            Circle = new CircleSettings { Action = Action(), Rounds = 1 },
            Collapse = new CollapseSettings { Action = Action() },
            LanguageDrift = new LanguageDriftSettings { Action = Action(), Language = "en" },
            GoodResponses = random.Between(1, 2),
            ReseedAttempts = random.Between(1, 2),
        };
    }

    private static StopSettings Limits(SimRandom random) => random.Below(6) switch
    {
        0 => new StopSettings(Steps: random.Between(1, 4)),
        1 => new StopSettings(TotalTokens: random.Between(1, 20)),
        2 => new StopSettings(Loads: random.Between(1, 3)),
        3 => new StopSettings(FailuresInARow: random.Between(1, 2)),
        4 => new StopSettings(Loops: 1),
        _ => new StopSettings(WallTime: TimeSpan.FromMilliseconds(random.Between(200, 20_000))),
    };

    private static ModelEntry Model(SimRandom random, Weather weather, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"m{random.Between(1, 2)}");
        if (!weather.IsMild && random.Chance(0.05))
        {
            name = "missing";
        }
        else if (random.Chance(0.1))
        {
            name = "https://models.invalid/remote.gguf";
        }

        return new ModelEntry(
            name, string.Create(CultureInfo.InvariantCulture, $"{ModelEntry.NameOf(name)}-{number}"), HyperparameterOverrides.None);
    }
}
