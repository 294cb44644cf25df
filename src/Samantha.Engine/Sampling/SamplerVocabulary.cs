using System.Collections.Frozen;

namespace Samantha.Engine.Sampling;

/// <summary>
/// What the settings of a <see cref="SamplerChain"/> mean for one vocabulary: texts have become token ids, a grammar has become
/// a constraint. The chain itself knows tokens only.
/// </summary>
public sealed record SamplerVocabulary
{
    /// <summary>For settings without texts.</summary>
    public static SamplerVocabulary None { get; } = new();

    /// <summary>What is added to a token's logit; minus infinity forbids it.</summary>
    public IReadOnlyDictionary<int, double> Biases { get; init; } = FrozenDictionary<int, double>.Empty;

    /// <summary>Tokens across which no repetition reaches.</summary>
    public IReadOnlySet<int> DryBreakers { get; init; } = FrozenSet<int>.Empty;

    /// <summary>At the beginning of a response; chains work on copies. Null = none.</summary>
    public ITokenConstraint? Constraint { get; init; }
}
