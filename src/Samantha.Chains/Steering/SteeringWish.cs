using Samantha.Chains.Plans;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Steering;

/// <summary>What somebody wants of a response: from one of its tokens on it is to go on otherwise.</summary>
/// <param name="Position">The step.</param>
/// <param name="Index">The token, from 0; behind the last one is the token that ended the turn.</param>
/// <param name="Token">What is to stand there; null: what comes by itself with other settings.</param>
/// <param name="Settings">Settings for this response; null: as before.</param>
public sealed record SteeringWish(StepPosition Position, int Index, SteeredToken? Token, HyperparameterOverrides? Settings = null)
{
    /// <summary>What stands there now, for the words about it; null: it is not known what its text is.</summary>
    public SteeredToken? Replaced { get; init; }

    /// <summary>
    /// Of a response that is being made: its tokens so far, as <see cref="TokenIds"/> writes them. Null: the journal has the response.
    /// </summary>
    public string? TokensSoFar { get; init; }
}
