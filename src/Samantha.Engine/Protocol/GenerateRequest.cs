using System.Collections.Immutable;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Protocol;

/// <summary>
/// One response to generate. <c>MaxTokens</c> 0 = until the context window is full; matched stop words are not output.
/// </summary>
public sealed record GenerateRequest(ImmutableArray<EngineMessage> Messages, SamplingSettings Sampling)
{
    /// <summary>Seed of the sampler; the same seed, model, settings and messages give the same response.</summary>
    public ulong Seed { get; init; }

    public int MaxTokens { get; init; }

    /// <summary>
    /// At most <see cref="EngineProtocol.StopWordsMax"/>, none empty. Found across token borders, earliest end first.
    /// </summary>
    public ImmutableArray<string> StopWords { get; init; } = [];

    /// <summary>
    /// False keeps the part of the KV cache that is bit-identical to a fresh evaluation; the response is the same.
    /// </summary>
    public bool ResetContext { get; init; } = true;

    /// <summary>True: the result has <see cref="GenerationResult.TextEnds"/>.</summary>
    public bool WithTextEnds { get; init; }

    /// <summary>How it goes and what it tells; it can be changed on the way.</summary>
    public ResponsePace Pace { get; init; } = ResponsePace.Free;

    /// <summary>
    /// The response begins with these tokens instead of chosen ones. The random sequence goes on as if they had been drawn, so
    /// the first tokens of a response given back continue to the same response.
    /// </summary>
    public ImmutableArray<int> GivenTokens { get; init; } = [];
}
