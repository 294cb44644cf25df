namespace Samantha.Engine.Sampling;

/// <summary>
/// The candidates after one step of the choice, told by the numbers from which every probability follows: a candidate with
/// logit l has exp((l - Best) / Temperature) / Sum. A greedy choice has temperature 0: its one candidate has all of it.
/// </summary>
/// <param name="Name">One of <see cref="SamplerStageNames"/>.</param>
/// <param name="Count">Candidates that are left.</param>
/// <param name="Best">The highest logit among them.</param>
/// <param name="Sum">The sum of exp((l - Best) / Temperature) over them.</param>
/// <param name="Temperature">1 everywhere but in the last stage.</param>
/// <param name="EntropyBits">Of the probabilities of this stage.</param>
/// <param name="ChangesLogits">The candidates have new logits from this stage on.</param>
public sealed record SamplerStage(
    string Name, int Count, float Best, double Sum, double Temperature, double EntropyBits, bool ChangesLogits)
{
    /// <summary>The probability that a remaining candidate with this logit has.</summary>
    public double ProbabilityOf(float logit) =>
        Temperature > 0 ? Math.Exp(((double)logit - Best) / Temperature) / Sum : 1;
}
