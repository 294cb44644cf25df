namespace Samantha.Engine.Sampling;

/// <summary>
/// The settings that shape the choice of one token. The initial values switch every filter and penalty off and choose greedily;
/// this record only holds and checks values, the defaults of a chain live with the chain.
/// </summary>
public sealed record SamplingSettings
{
    /// <summary>A longer window than any context holds would only cost memory.</summary>
    public const int PenaltyWindowTokensMax = 1 << 20;

    /// <summary>0 or less chooses the most probable token; 1 leaves the model's distribution as it is.</summary>
    public double Temperature { get; init; }

    /// <summary>Tail-free sampling; 1 or more is off, 0 or less keeps the best candidate only.</summary>
    public double TfsZ { get; init; } = 1;

    /// <summary>Keeps the smallest set of best candidates whose probabilities reach this sum; 1 or more is off.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Keeps candidates with at least this share of the best one's probability; 0 or less is off.</summary>
    public double MinP { get; init; }

    /// <summary>Locally typical sampling; 1 or more is off, 0 or less keeps the most typical candidate only.</summary>
    public double TypicalP { get; init; } = 1;

    /// <summary>Keeps this number of best candidates; 0 or less is off.</summary>
    public int TopK { get; init; }

    /// <summary>Subtracted once from the logit of every token in the window; 0 is off.</summary>
    public double PresencePenalty { get; init; }

    /// <summary>Subtracted from a logit once per occurrence in the window; 0 is off.</summary>
    public double FrequencyPenalty { get; init; }

    /// <summary>
    /// Divides positive and multiplies negative logits of tokens in the window; 1 is off, 0 makes repeats certain.
    /// </summary>
    public double RepeatPenalty { get; init; } = 1;

    /// <summary>How many of the last accepted tokens the three penalties look at; 0 is off.</summary>
    public int PenaltyLastTokens { get; init; } = 64;

    /// <summary>Says what is wrong with the values, or null when a <see cref="SamplerChain"/> can be built from them.</summary>
    public string? FindProblem()
    {
        ReadOnlySpan<(string Name, double Value)> numbers =
        [
            ("temperature", Temperature), ("tfs_z", TfsZ), ("top_p", TopP), ("min_p", MinP), ("typical_p", TypicalP),
            ("presence_penalty", PresencePenalty), ("frequency_penalty", FrequencyPenalty), ("repeat_penalty", RepeatPenalty),
        ];
        foreach ((string name, double value) in numbers)
        {
            if (!double.IsFinite(value))
            {
                return $"{name} is {value}; a finite number is needed";
            }
        }

        if (RepeatPenalty < 0)
        {
            return $"repeat_penalty is {RepeatPenalty}; it must be 0 or more (1 is off)";
        }

        return PenaltyLastTokens is < 0 or > PenaltyWindowTokensMax
            ? $"penalty_last_n is {PenaltyLastTokens}; it must be between 0 (off) and {PenaltyWindowTokensMax}"
            : null;
    }
}
