using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Settings;

/// <summary>
/// The hyperparameters in effect, complete. The defaults are the original's: deterministic. It only holds values; ranges and
/// texts are in <see cref="HyperparameterTable"/>.
/// </summary>
public sealed record Hyperparameters
{
    public static Hyperparameters Default { get; } = new();

    /// <summary>The context window. 0 = the length the model was trained with. Takes effect when the model is loaded.</summary>
    [JsonPropertyName("n_ctx")]
    public int ContextTokens { get; init; } = 4000;

    /// <summary>The longest response. 0 = until the context is full.</summary>
    [JsonPropertyName("max_tokens")]
    public int MaxTokens { get; init; } = 4000;

    /// <summary>
    /// Texts that end a response and are not part of it. The default is the original's, a sign no model writes by itself.
    /// </summary>
    [JsonPropertyName("stop")]
    public ImmutableArray<string> Stop { get; init; } = ["§§§"];

    /// <summary>0 = always the most likely token.</summary>
    [JsonPropertyName("temperature")]
    public double Temperature { get; init; }

    [JsonPropertyName("tfs_z")]
    public double TfsZ { get; init; }

    [JsonPropertyName("top_p")]
    public double TopP { get; init; }

    [JsonPropertyName("min_p")]
    public double MinP { get; init; } = 1;

    [JsonPropertyName("typical_p")]
    public double TypicalP { get; init; }

    [JsonPropertyName("top_k")]
    public int TopK { get; init; } = 40;

    [JsonPropertyName("presence_penalty")]
    public double PresencePenalty { get; init; }

    [JsonPropertyName("frequency_penalty")]
    public double FrequencyPenalty { get; init; }

    [JsonPropertyName("repeat_penalty")]
    public double RepeatPenalty { get; init; } = 1;

    /// <summary>How many of the last tokens the three penalties look at. 0 = none.</summary>
    [JsonPropertyName("penalty_last_n")]
    public int PenaltyLastTokens { get; init; } = 64;

    /// <summary>The base seed; null = the session's. In the settings of one step: the seed its sampler starts from.</summary>
    [JsonPropertyName("seed")]
    public ulong? Seed { get; init; }

    // Written out because an ImmutableArray compares by reference, and "same settings" decides whether a loaded model is used
    // again.
    public bool Equals(Hyperparameters? other) => other is not null && HyperparameterTable.AreEqual(this, other);

    public override int GetHashCode() => HashCode.Combine(ContextTokens, MaxTokens, Stop.Length, Temperature, TopP, TopK, Seed);
}
