using System.Text.Json.Serialization;

namespace Samantha.Chains.Health;

/// <summary>The health block of a chain: what is looked for in responses, and what is done about it. Off unless asked for.</summary>
public sealed record HealthSettings
{
    public const string DefaultInjectPrompt = "The last response brought nothing new. Do not repeat it; say something different.";

    public static HealthSettings Default { get; } = new();

    public RepetitionSettings Repetition { get; init; } = RepetitionSettings.Default;

    public NearDuplicateSettings NearDuplicate { get; init; } = NearDuplicateSettings.Default;

    public CircleSettings Circle { get; init; } = CircleSettings.Default;

    public CollapseSettings Collapse { get; init; } = CollapseSettings.Default;

    public LanguageDriftSettings LanguageDrift { get; init; } = LanguageDriftSettings.Default;

    /// <summary>By how much raise-temperature raises it each time.</summary>
    public double TemperatureStep { get; init; } = 0.2;

    /// <summary>It is never raised beyond this.</summary>
    public double TemperatureMax { get; init; } = 1.5;

    /// <summary>After so many responses in a row without a finding the temperature goes back.</summary>
    public int GoodResponses { get; init; } = 3;

    /// <summary>How often a step is answered again with another seed.</summary>
    public int ReseedAttempts { get; init; } = 2;

    /// <summary>What inject-prompt puts in front of the next prompt.</summary>
    public string InjectPrompt { get; init; } = DefaultInjectPrompt;

    [JsonIgnore]
    public bool IsOff => Actions.TrueForAll(static action => action == HealthAction.Off);

    [JsonIgnore]
    internal List<HealthAction> Actions =>
        [Repetition.Action, NearDuplicate.Action, Circle.Action, Collapse.Action, LanguageDrift.Action];

    public bool Uses(HealthAction action) => Actions.Contains(action);

    public HealthAction ActionOf(HealthDetector detector) => Actions[(int)detector];

    /// <summary>The same settings with this action for every detector: what "health = note" means.</summary>
    public HealthSettings With(HealthAction action) => this with
    {
        Repetition = Repetition with { Action = action },
        NearDuplicate = NearDuplicate with { Action = action },
        Circle = Circle with { Action = action },
        Collapse = Collapse with { Action = action },
        LanguageDrift = LanguageDrift with { Action = action },
    };
}
