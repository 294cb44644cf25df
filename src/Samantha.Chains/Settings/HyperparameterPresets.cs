namespace Samantha.Chains.Settings;

/// <summary>The original's two named sets of values: the deterministic column and the stochastic example.</summary>
public static class HyperparameterPresets
{
    public static HyperparameterOverrides Deterministic { get; } = new()
    {
        Temperature = 0, TfsZ = 0, TopP = 0, MinP = 1, TypicalP = 0, TopK = 40, PresencePenalty = 0, FrequencyPenalty = 0,
            RepeatPenalty = 1,
    };

    public static HyperparameterOverrides Stochastic { get; } = new()
    {
        Temperature = 0.8, TfsZ = 1, TopP = 0.95, MinP = 0.05, TypicalP = 1, TopK = 40, PresencePenalty = 0, FrequencyPenalty = 0,
        RepeatPenalty = 1.1,
    };

    /// <summary>The set of that name (deterministic or stochastic), or null.</summary>
    public static HyperparameterOverrides? Find(string name) => name.Trim() switch
    {
        "deterministic" => Deterministic,
        "stochastic" => Stochastic,
        _ => null,
    };
}
