using System.Collections.Immutable;

namespace Samantha.Chains.Evidence;

/// <summary>How one token of a response was chosen.</summary>
/// <param name="Index">Its place in the response, from 0.</param>
/// <param name="Token">Its id.</param>
/// <param name="Rank">Its place in the whole vocabulary by the model's own logits, from 1; equal ones by their ids.</param>
/// <param name="EndsTurn">The token that ended the response; it is not among the response's tokens.</param>
/// <param name="Given">It was given instead of being chosen: the beginning of a branch.</param>
/// <param name="Ms">The time it took.</param>
/// <param name="Stages">From the model's own logits to the draw; never empty.</param>
/// <param name="Candidates">
/// The best by the model's own logits, best first, and the token itself behind them when it is not among them.
/// </param>
public sealed record TokenEvidence(
    int Index,
    int Token,
    int Rank,
    bool EndsTurn,
    bool Given,
    double Ms,
    ImmutableArray<EvidenceStage> Stages,
    ImmutableArray<EvidenceCandidate> Candidates)
{
    /// <summary>The token among the candidates.</summary>
    public EvidenceCandidate Chosen => Candidates.First(candidate => candidate.Token == Token);

    /// <summary>The model's own logit of the token.</summary>
    public float Logit => Chosen.Logits[0];

    /// <summary>The probability that the model itself gives it, before anything else.</summary>
    public double Probability => Stages[0].ProbabilityOf(Logit);

    /// <summary>The probability with which it was drawn; 0 for a given token that a filter had removed.</summary>
    public double DrawnProbability => ProbabilityAt(Chosen, Stages.Length - 1) ?? 0;

    /// <summary>Of the model's own distribution.</summary>
    public double EntropyBits => Stages[0].EntropyBits;

    /// <summary>It was not the model's favourite.</summary>
    public bool IsUnlikely => Rank > 1;

    public float LogitAt(EvidenceCandidate candidate, int stage)
    {
        int scores = 0;
        for (int i = 0; i <= stage; i++)
        {
            scores += Stages[i].ChangesLogits ? 1 : 0;
        }

        return candidate.Logits[Math.Max(0, scores - 1)];
    }

    /// <summary>Null when the candidate was removed at this stage or before it.</summary>
    public double? ProbabilityAt(EvidenceCandidate candidate, int stage) =>
        candidate.RemovedBy >= 0 && candidate.RemovedBy <= stage
            ? null
            : Stages[stage].ProbabilityOf(LogitAt(candidate, stage));

    /// <summary>With no more than so many candidates; the token itself stays among them.</summary>
    public TokenEvidence Limit(int candidates) => Candidates.Length <= candidates ? this : this with
    {
        Candidates = [.. Candidates.Where((candidate, i) => i < candidates || candidate.Token == Token)],
    };

    /// <summary>How much of the probability belongs to candidates that are not listed.</summary>
    public double MassNotShown(int stage) =>
        Math.Max(0, 1 - Candidates.Sum(candidate => ProbabilityAt(candidate, stage) ?? 0));
}
