using System.Collections.Immutable;

namespace Samantha.Engine.Protocol;

/// <summary>Ids of the tokens with a meaning of their own; -1 where the vocabulary has none.</summary>
public sealed record SpecialTokens(
    int BeginOfText,
    int EndOfText,
    int EndOfTurn,
    bool AddsBeginOfText,
    ImmutableArray<int> EndOfGeneration,
    int ControlTokens);
