using System.Collections.Immutable;

namespace Samantha.Chains.Evidence;

/// <summary>One token on its way through the stages of a choice.</summary>
/// <param name="Token">Its id; candidates are told apart by nothing else.</param>
/// <param name="Bytes">What it stands for; often no whole character.</param>
/// <param name="Logits">One for each stage that changes logits, in their order; the first is the model's own.</param>
/// <param name="RemovedBy">Index of the stage that took it out; -1 when it could be drawn.</param>
public sealed record EvidenceCandidate(int Token, ImmutableArray<byte> Bytes, ImmutableArray<float> Logits, int RemovedBy)
{
    public string Text => TokenBytes.Text(Bytes);
}
