using System.Collections.Immutable;

namespace Samantha.Chains.Evidence;

/// <summary>The evidence of some consecutive tokens of a response in the form that a journal keeps.</summary>
/// <param name="FirstIndex">The place of its first token in the response.</param>
/// <param name="Tokens">How many it holds.</param>
/// <param name="Data">See <see cref="EvidenceCodec"/>.</param>
public sealed record EvidenceBlock(int FirstIndex, int Tokens, ImmutableArray<byte> Data)
{
    /// <summary>Tokens in one block; a damaged one costs no more than these.</summary>
    public const int TokensMax = 256;
}
