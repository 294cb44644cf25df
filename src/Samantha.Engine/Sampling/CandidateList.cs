namespace Samantha.Engine.Sampling;

/// <summary>Tokens that may still be chosen.</summary>
public sealed class CandidateList
{
    public int Count => throw new NotImplementedException();

    public ReadOnlySpan<int> Tokens => throw new NotImplementedException();

    public ReadOnlySpan<float> Logits => throw new NotImplementedException();

    public ReadOnlySpan<double> Probabilities => throw new NotImplementedException();
}
