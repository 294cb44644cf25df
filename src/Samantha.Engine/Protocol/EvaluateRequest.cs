using System.Collections.Immutable;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Protocol;

/// <summary>
/// Evaluates a prompt and a response that is known already, in an empty context, and tells the logits at every token of it: the
/// way to check a response by another route than the one on which it was made.
/// </summary>
/// <param name="Messages">The prompt; none: the tokens are a text of their own, two or more, with a row behind each of them.</param>
/// <param name="Tokens">The response, 1 or more.</param>
/// <param name="Sampling">With <paramref name="Seed"/>: what is chosen from those logits.</param>
/// <param name="Seed">As of the response.</param>
/// <param name="BatchTokens">Tokens of the response in one evaluation, 1 to <see cref="EngineProtocol.EvaluateBatchMax"/>.</param>
public sealed record EvaluateRequest(
    ImmutableArray<EngineMessage> Messages,
    ImmutableArray<int> Tokens,
    SamplingSettings Sampling,
    ulong Seed,
    int BatchTokens = 1);
