using System.Collections.Immutable;

namespace Samantha.Engine.Sampling;

/// <summary>How one token was chosen: everything that a person needs in order to follow it, and check it.</summary>
/// <param name="Token">The token that was taken.</param>
/// <param name="Rank">Its place in the whole vocabulary by the model's own logits, from 1; equal ones by their ids.</param>
/// <param name="Stages">From the model's own logits to the draw; at least two.</param>
/// <param name="Candidates">
/// The best ones by the model's own logits, best first, and the token that was taken behind them when it is not among them.
/// </param>
public sealed record TracedChoice(
    int Token, int Rank, ImmutableArray<SamplerStage> Stages, ImmutableArray<TracedCandidate> Candidates);
