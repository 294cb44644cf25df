using System.Collections.Immutable;

namespace Samantha.Engine.Sampling;

/// <summary>
/// The settings that shape the choice of one token. The initial values switch every filter and penalty off and choose greedily;
/// this record only holds and checks values, the defaults of a chain live with the chain.
/// </summary>
public sealed record SamplingSettings
{
    /// <summary>A longer window than any context holds would only cost memory.</summary>
    public const int PenaltyWindowTokensMax = 1 << 20;

    public const int BiasesMax = 1_000;

    public const int GrammarCharsMax = 1 << 20;

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

    /// <summary>The penalty for lengthening a repetition.</summary>
    public DrySettings Dry { get; init; } = DrySettings.Off;

    /// <summary>Keeps candidates at most this many standard deviations below the best logit; 0 or less is off.</summary>
    public double TopNSigma { get; init; }

    /// <summary>How often the top choices are excluded: 0 never, 1 for every token.</summary>
    public double XtcProbability { get; init; }

    /// <summary>What counts as a top choice for that: at least this share of the probability.</summary>
    public double XtcThreshold { get; init; } = 0.1;

    /// <summary>1 or 2 let mirostat of that version stand in the place of all filters; 0 is off.</summary>
    public int Mirostat { get; init; }

    /// <summary>The surprise that mirostat keeps, in bits.</summary>
    public double MirostatTau { get; init; } = 5;

    /// <summary>How fast mirostat's limit follows the error.</summary>
    public double MirostatEta { get; init; } = 0.1;

    /// <summary>What is added to the logits of single tokens, before everything else.</summary>
    public ImmutableArray<TokenBias> LogitBias { get; init; } = [];

    /// <summary>A grammar in GBNF with the rule root, which every response follows; empty = none.</summary>
    public string Grammar { get; init; } = string.Empty;

    /// <summary>Says what is wrong with the values, or null when a <see cref="SamplerChain"/> can be built from them.</summary>
    public string? FindProblem()
    {
        ReadOnlySpan<(string Name, double Value)> numbers =
        [
            ("temperature", Temperature), ("tfs_z", TfsZ), ("top_p", TopP), ("min_p", MinP), ("typical_p", TypicalP),
            ("presence_penalty", PresencePenalty), ("frequency_penalty", FrequencyPenalty), ("repeat_penalty", RepeatPenalty),
            ("top_n_sigma", TopNSigma), ("xtc_probability", XtcProbability), ("xtc_threshold", XtcThreshold),
            ("mirostat_tau", MirostatTau), ("mirostat_eta", MirostatEta),
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

        if (Dry is null || LogitBias.IsDefault || Grammar is null || LogitBias.Length > BiasesMax || Grammar.Length > GrammarCharsMax)
        {
            return $"dry, logit_bias (at most {BiasesMax}) or grammar (at most {GrammarCharsMax} characters) is missing or too long";
        }

        if (Dry.FindProblem() is { } dry)
        {
            return dry;
        }

        if (Mirostat is < 0 or > 2 || (Mirostat > 0 && MirostatTau <= 0))
        {
            return $"mirostat is {Mirostat} with a target of {MirostatTau} bits; it is 0 (off), 1 or 2, with a target above 0";
        }

        return PenaltyLastTokens is < 0 or > PenaltyWindowTokensMax
            ? $"penalty_last_n is {PenaltyLastTokens}; it must be between 0 (off) and {PenaltyWindowTokensMax}"
            : null;
    }
}
