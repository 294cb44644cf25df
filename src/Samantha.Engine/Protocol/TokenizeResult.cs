using System.Collections.Immutable;

namespace Samantha.Engine.Protocol;

/// <summary>
/// The tokens of a text, in order; cut at <see cref="EngineProtocol.TokensPerReplyMax"/>, with the exact count beside it.
/// </summary>
public sealed record TokenizeResult(int TokenCount, ImmutableArray<VocabularyToken> Tokens)
{
    public bool Truncated => Tokens.Length < TokenCount;
}
