namespace Samantha.Chains.Evidence;

/// <summary>
/// The candidates after one step of a choice, told by the numbers from which every probability follows: a candidate with logit l
/// has exp((l - Best) / Temperature) / Sum; a greedy choice has temperature 0, and its one candidate all of it.
/// </summary>
/// <param name="Name">raw, penalties, top_k, tfs_z, typical_p, top_p, min_p, temperature; another version may have more.</param>
/// <param name="Count">Candidates that are left.</param>
/// <param name="Best">The highest logit among them.</param>
/// <param name="Sum">The sum of exp((l - Best) / Temperature) over them.</param>
/// <param name="Temperature">1 everywhere but in the last stage.</param>
/// <param name="EntropyBits">Of this stage's probabilities.</param>
/// <param name="ChangesLogits">The candidates have new logits from this stage on.</param>
public sealed record EvidenceStage(
    string Name, int Count, float Best, double Sum, double Temperature, double EntropyBits, bool ChangesLogits)
{
    public double ProbabilityOf(float logit) =>
        Temperature > 0 ? Math.Exp(((double)logit - Best) / Temperature) / Sum : 1;
}
