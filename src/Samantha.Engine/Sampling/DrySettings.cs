using System.Collections.Immutable;

namespace Samantha.Engine.Sampling;

/// <summary>How <see cref="DryPenalty"/> punishes repetitions. The initial values switch it off.</summary>
public sealed record DrySettings
{
    public static DrySettings Off { get; } = new();

    /// <summary>Subtracted from the logit at the allowed length; 0 is off.</summary>
    public double Multiplier { get; init; }

    /// <summary>The factor by which every further repeated token raises the penalty; 1 or more.</summary>
    public double Base { get; init; } = 1.75;

    /// <summary>Repetitions shorter than this many tokens are free.</summary>
    public int AllowedLength { get; init; } = 2;

    /// <summary>How many of the last tokens are looked at; -1 = the whole response, 0 = none.</summary>
    public int LastTokens { get; init; } = -1;

    /// <summary>Texts; a token that contains one ends every repetition.</summary>
    public ImmutableArray<string> Breakers { get; init; } = ["\n", ":", "\"", "*"];

    public bool IsOn => Multiplier > 0 && LastTokens != 0;

    /// <summary>Says what is wrong with the values, or null.</summary>
    public string? FindProblem() => !double.IsFinite(Multiplier) || !(Base is >= 1 and < 1e6) || AllowedLength < 1
            || LastTokens is < -1 or > SamplingSettings.PenaltyWindowTokensMax || Breakers.IsDefault || Breakers.Contains("")
        ? "the dry settings need a base of 1 or more, an allowed length of 1 or more, and breakers with a text"
        : null;

    // Written out because an ImmutableArray compares by reference.
    public bool Equals(DrySettings? other) => other is not null && Multiplier == other.Multiplier && Base == other.Base
        && AllowedLength == other.AllowedLength && LastTokens == other.LastTokens && Breakers.SequenceEqual(other.Breakers);

    public override int GetHashCode() => HashCode.Combine(Multiplier, Base, AllowedLength, LastTokens, Breakers.Length);
}
