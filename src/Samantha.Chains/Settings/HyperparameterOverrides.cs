using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Settings;

/// <summary>
/// The hyperparameters that somebody set: in the chain, for one model, or in one prompt's braces. Null = not set.
/// </summary>
public sealed record HyperparameterOverrides
{
    public static HyperparameterOverrides None { get; } = new();

    [JsonPropertyName("n_ctx")]
    public int? ContextTokens { get; init; }

    [JsonPropertyName("max_tokens")]
    public int? MaxTokens { get; init; }

    [JsonPropertyName("stop")]
    public ImmutableArray<string>? Stop { get; init; }

    [JsonPropertyName("temperature")]
    public double? Temperature { get; init; }

    [JsonPropertyName("tfs_z")]
    public double? TfsZ { get; init; }

    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    [JsonPropertyName("min_p")]
    public double? MinP { get; init; }

    [JsonPropertyName("typical_p")]
    public double? TypicalP { get; init; }

    [JsonPropertyName("top_k")]
    public int? TopK { get; init; }

    [JsonPropertyName("presence_penalty")]
    public double? PresencePenalty { get; init; }

    [JsonPropertyName("frequency_penalty")]
    public double? FrequencyPenalty { get; init; }

    [JsonPropertyName("repeat_penalty")]
    public double? RepeatPenalty { get; init; }

    [JsonPropertyName("penalty_last_n")]
    public int? PenaltyLastTokens { get; init; }

    [JsonPropertyName("dry_multiplier")]
    public double? DryMultiplier { get; init; }

    [JsonPropertyName("dry_base")]
    public double? DryBase { get; init; }

    [JsonPropertyName("dry_allowed_length")]
    public int? DryAllowedLength { get; init; }

    [JsonPropertyName("dry_penalty_last_n")]
    public int? DryPenaltyLastTokens { get; init; }

    [JsonPropertyName("dry_sequence_breakers")]
    public ImmutableArray<string>? DrySequenceBreakers { get; init; }

    [JsonPropertyName("top_n_sigma")]
    public double? TopNSigma { get; init; }

    [JsonPropertyName("xtc_probability")]
    public double? XtcProbability { get; init; }

    [JsonPropertyName("xtc_threshold")]
    public double? XtcThreshold { get; init; }

    [JsonPropertyName("mirostat")]
    public int? Mirostat { get; init; }

    [JsonPropertyName("mirostat_tau")]
    public double? MirostatTau { get; init; }

    [JsonPropertyName("mirostat_eta")]
    public double? MirostatEta { get; init; }

    [JsonPropertyName("logit_bias")]
    public ImmutableArray<string>? LogitBias { get; init; }

    [JsonPropertyName("grammar")]
    public string? Grammar { get; init; }

    [JsonPropertyName("json_schema")]
    public string? JsonSchema { get; init; }

    [JsonPropertyName("seed")]
    public ulong? Seed { get; init; }

    /// <summary>The given values with everything that is set here put in their place.</summary>
    public Hyperparameters ApplyTo(Hyperparameters below) => below with
    {
        ContextTokens = ContextTokens ?? below.ContextTokens,
        MaxTokens = MaxTokens ?? below.MaxTokens,
        Stop = Stop ?? below.Stop,
        Temperature = Temperature ?? below.Temperature,
        TfsZ = TfsZ ?? below.TfsZ,
        TopP = TopP ?? below.TopP,
        MinP = MinP ?? below.MinP,
        TypicalP = TypicalP ?? below.TypicalP,
        TopK = TopK ?? below.TopK,
        PresencePenalty = PresencePenalty ?? below.PresencePenalty,
        FrequencyPenalty = FrequencyPenalty ?? below.FrequencyPenalty,
        RepeatPenalty = RepeatPenalty ?? below.RepeatPenalty,
        PenaltyLastTokens = PenaltyLastTokens ?? below.PenaltyLastTokens,
        DryMultiplier = DryMultiplier ?? below.DryMultiplier,
        DryBase = DryBase ?? below.DryBase,
        DryAllowedLength = DryAllowedLength ?? below.DryAllowedLength,
        DryPenaltyLastTokens = DryPenaltyLastTokens ?? below.DryPenaltyLastTokens,
        DrySequenceBreakers = DrySequenceBreakers ?? below.DrySequenceBreakers,
        TopNSigma = TopNSigma ?? below.TopNSigma,
        XtcProbability = XtcProbability ?? below.XtcProbability,
        XtcThreshold = XtcThreshold ?? below.XtcThreshold,
        Mirostat = Mirostat ?? below.Mirostat,
        MirostatTau = MirostatTau ?? below.MirostatTau,
        MirostatEta = MirostatEta ?? below.MirostatEta,
        LogitBias = LogitBias ?? below.LogitBias,
        Grammar = Grammar ?? below.Grammar,
        JsonSchema = JsonSchema ?? below.JsonSchema,
        Seed = Seed ?? below.Seed,
    };

    /// <summary>These settings, completed by those of a wider scope: what is set here wins.</summary>
    public HyperparameterOverrides WithFallback(HyperparameterOverrides below)
    {
        var all = this;
        foreach (var key in HyperparameterTable.Keys)
        {
            if (key.GetOverride(this) is null && key.GetOverride(below) is { } value)
            {
                all = key.Set(all, value);
            }
        }

        return all;
    }

    [JsonIgnore]
    public bool IsNone => Equals(None);

    // Written out because an ImmutableArray compares by reference.
    public bool Equals(HyperparameterOverrides? other) => other is not null && HyperparameterTable.AreEqual(this, other);

    public override int GetHashCode() => HashCode.Combine(MaxTokens, Temperature, TopP, TopK, Seed);
}
