namespace Samantha.Engine.Sampling;

/// <summary>
/// Chooses one token from a row of logits: penalties, top_k, tfs_z, typical_p, top_p, min_p, temperature, draw (temperature 0 or
/// less: penalties, then the most probable token). Owns its window and its random sequence; no allocation per token; one thread.
/// </summary>
public sealed class SamplerChain
{
    public SamplerChain(SamplingSettings settings, int vocabularySize, ulong seed) => throw new NotImplementedException();

    public SamplingSettings Settings => throw new NotImplementedException();

    /// <summary>The candidates of the last <see cref="Sample"/> with the probabilities it drew from; empty before.</summary>
    public CandidateList Candidates => throw new NotImplementedException();

    /// <summary>Chooses a token. It does not enter the penalty window until <see cref="Accept"/>.</summary>
    public int Sample(ReadOnlySpan<float> logits) => throw new NotImplementedException();

    /// <summary>Puts a token into the penalty window: each sampled one, and prompt tokens if they are to be penalised.</summary>
    public void Accept(int token) => throw new NotImplementedException();

    /// <summary>Back to the state after construction: empty window, random sequence from its seed.</summary>
    public void Reset() => throw new NotImplementedException();
}
