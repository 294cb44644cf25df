using System.Collections.Immutable;
using Samantha.Chains.Evidence;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Actors.Steps;

/// <summary>Turns what the engine tells of a token into what sessions keep of it. Pure.</summary>
public static class StepEvidence
{
    public static TokenEvidence Of(ExplainedToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        TracedChoice choice = token.Choice;
        return new TokenEvidence(
            token.Index,
            choice.Token,
            choice.Rank,
            token.EndsTurn,
            token.Given,
            token.Ms,
            [.. choice.Stages.Select(stage => new EvidenceStage(
                stage.Name, stage.Count, stage.Best, stage.Sum, stage.Temperature, stage.EntropyBits, stage.ChangesLogits))],
            [.. choice.Candidates.Select((candidate, i) => new EvidenceCandidate(
                candidate.Token, BytesOf(token, i), candidate.Logits, candidate.RemovedBy))]);
    }

    public static ImmutableArray<TokenEvidence> Of(ImmutableArray<ExplainedToken> tokens) =>
        tokens.IsDefaultOrEmpty ? [] : [.. tokens.Select(Of)];

    private static ImmutableArray<byte> BytesOf(ExplainedToken token, int candidate) =>
        candidate < token.Bytes.Length ? [.. Convert.FromHexString(token.Bytes[candidate])] : [];
}
