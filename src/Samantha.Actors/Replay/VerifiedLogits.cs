using System.Collections.Immutable;

namespace Samantha.Actors.Replay;

/// <summary>How the evidence of a response compares with an evaluation of the same tokens apart from it.</summary>
/// <param name="Response">The response and its evidence.</param>
/// <param name="Tokens">Tokens that were compared.</param>
/// <param name="LogitDifferenceMax">Of the model's own logits, over all candidates of all tokens.</param>
/// <param name="ProbabilityDifferenceMax">Of the model's own probabilities.</param>
/// <param name="EntropyDifferenceMax">In bits.</param>
/// <param name="SumErrorMax">How far the probabilities of the whole vocabulary are from summing to 1.</param>
/// <param name="Ranks">Places (from 0) whose token has another rank.</param>
/// <param name="Choices">Tokens that would be chosen differently.</param>
public sealed record VerifiedLogits(
    ExplainedResponse Response,
    int Tokens,
    double LogitDifferenceMax,
    double ProbabilityDifferenceMax,
    double EntropyDifferenceMax,
    double SumErrorMax,
    ImmutableArray<int> Ranks,
    ImmutableArray<DifferentChoice> Choices)
{
    /// <summary>A larger difference than this is more than another order of additions explains.</summary>
    public const double LogitTolerance = 1e-3;

    public bool Holds =>
        Response.SameTokens && Choices.IsEmpty && Ranks.IsEmpty && LogitDifferenceMax < LogitTolerance && SumErrorMax < 1e-5;
}
