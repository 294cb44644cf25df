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

    /// <summary>Subtracted from the logit of a token that would lengthen a repetition of dry_allowed_length tokens. 0 = off.</summary>
    [JsonPropertyName("dry_multiplier")]
    public double DryMultiplier { get; init; }

    [JsonPropertyName("dry_base")]
    public double DryBase { get; init; } = 1.75;

    [JsonPropertyName("dry_allowed_length")]
    public int DryAllowedLength { get; init; } = 2;

    /// <summary>-1 = the whole response, 0 = none.</summary>
    [JsonPropertyName("dry_penalty_last_n")]
    public int DryPenaltyLastTokens { get; init; } = -1;

    /// <summary>A repetition does not reach across a token that contains one of these texts.</summary>
    [JsonPropertyName("dry_sequence_breakers")]
    public ImmutableArray<string> DrySequenceBreakers { get; init; } = ["\n", ":", "\"", "*"];

    /// <summary>How many standard deviations below the best logit a candidate may lie. 0 = off.</summary>
    [JsonPropertyName("top_n_sigma")]
    public double TopNSigma { get; init; }

    /// <summary>How often the top choices are excluded. 0 = never.</summary>
    [JsonPropertyName("xtc_probability")]
    public double XtcProbability { get; init; }

    [JsonPropertyName("xtc_threshold")]
    public double XtcThreshold { get; init; } = 0.1;

    /// <summary>0 = off; 1 and 2 are the versions of mirostat, which stands in the place of all filters.</summary>
    [JsonPropertyName("mirostat")]
    public int Mirostat { get; init; }

    /// <summary>The surprise that mirostat keeps, in bits.</summary>
    [JsonPropertyName("mirostat_tau")]
    public double MirostatTau { get; init; } = 5;

    [JsonPropertyName("mirostat_eta")]
    public double MirostatEta { get; init; } = 0.1;

    /// <summary>Each <c>TOKEN=BIAS</c>, as <see cref="LogitBiasEntry"/> reads it.</summary>
    [JsonPropertyName("logit_bias")]
    public ImmutableArray<string> LogitBias { get; init; } = [];

    /// <summary>What a response may look like, in GBNF. Empty = anything.</summary>
    [JsonPropertyName("grammar")]
    public string Grammar { get; init; } = "";

    /// <summary>A JSON schema that the response follows; it stands in the place of a grammar. Empty = none.</summary>
    [JsonPropertyName("json_schema")]
    public string JsonSchema { get; init; } = "";

    /// <summary>The base seed; null = the session's. In the settings of one step: the seed its sampler starts from.</summary>
    [JsonPropertyName("seed")]
    public ulong? Seed { get; init; }

    // Written out because an ImmutableArray compares by reference, and "same settings" decides whether a loaded model is used
    // again.
    public bool Equals(Hyperparameters? other) => other is not null && HyperparameterTable.AreEqual(this, other);

    public override int GetHashCode() => HashCode.Combine(ContextTokens, MaxTokens, Stop.Length, Temperature, TopP, TopK, Seed);
}
