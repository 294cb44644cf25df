using System.Collections.Immutable;

namespace Samantha.Engine.Protocol;

/// <summary>A page of the vocabulary: entries that match the filter, from an offset among the matches.</summary>
public sealed record VocabularyPage(int TotalTokens, int MatchingTokens, int Offset, ImmutableArray<VocabularyToken> Tokens);
