using System.Collections.Immutable;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Server;

/// <summary>
/// Chooses the tokens of one response and, as long as somebody wants to know, tells how. Decode thread only.
/// </summary>
internal sealed class TokenExplainer(
    LlamaVocabulary vocabulary, SamplerVocabularies meanings, GenerateRequest request, TimeProvider time)
{
    private readonly SamplerChain _sampler = new(
        request.Sampling, vocabulary.Tokens, request.Seed, meanings.For(request.Sampling));
    private SamplerTrace? _trace;
    private long _since = time.GetTimestamp();

    /// <summary>The token at this place, and its evidence when candidates are wanted.</summary>
    public (int Token, ExplainedToken? Explained) Choose(ReadOnlySpan<float> logits, int index, int candidates)
    {
        SamplerTrace? trace = TraceOf(candidates);
        int? given = index < request.GivenTokens.Length ? request.GivenTokens[index] : null;
        if (trace is not null)
        {
            trace.Given = given;
        }

        // A given token is drawn too: the random sequence must be where it would have been.
        int drawn = _sampler.Sample(logits, trace);
        int token = given ?? drawn;
        double ms = time.GetElapsedTime(_since).TotalMilliseconds;
        return (token, trace is null ? null : Describe(trace.Explain(logits, token), index, given is not null, ms));
    }

    /// <summary>The token becomes part of the response; the time of the next one runs from here.</summary>
    public void Accept(int token)
    {
        _sampler.Accept(token);
        _since = time.GetTimestamp();
    }

    /// <summary>What would be chosen from these logits after these tokens with other settings.</summary>
    public ChoicePreviewed Preview(PreviewChoice wanted, ReadOnlySpan<float> logits, ImmutableArray<int>.Builder before)
    {
        int candidates = Math.Clamp(wanted.Candidates, 1, SamplerTrace.CandidatesMax);
        SamplerTrace trace = new(vocabulary.Tokens, candidates);
        SamplerChain sampler = SamplerChain.After(
            wanted.Sampling, vocabulary.Tokens, request.Seed, before, meanings.For(wanted.Sampling), _sampler.MirostatLimitBits);
        int token = sampler.Sample(logits, trace);
        return new ChoicePreviewed(wanted.Sampling, Describe(trace.Explain(logits, token), before.Count, false, 0));
    }

    private SamplerTrace? TraceOf(int candidates)
    {
        if (candidates <= 0)
        {
            return null;
        }

        if (_trace is null || _trace.Candidates != Math.Min(candidates, vocabulary.Tokens))
        {
            _trace = new SamplerTrace(vocabulary.Tokens, candidates);
        }

        return _trace;
    }

    private ExplainedToken Describe(TracedChoice choice, int index, bool given, double ms) => new(
        index,
        choice,
        [.. choice.Candidates.Select(c => Convert.ToHexStringLower(vocabulary.Piece(c.Token, special: true)))],
        vocabulary.EndsGeneration(choice.Token),
        given,
        ms);
}
