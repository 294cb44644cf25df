using System.Collections.Immutable;

namespace Samantha.Engine.Sampling;

/// <summary>One token on its way through the stages of a choice.</summary>
/// <param name="Token">Its id.</param>
/// <param name="Logits">One for each stage that changes logits, in their order; the first is the model's own.</param>
/// <param name="RemovedBy">Index of the stage that took it out; -1 when it could be drawn.</param>
public sealed record TracedCandidate(int Token, ImmutableArray<float> Logits, int RemovedBy);
