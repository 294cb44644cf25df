using System.Collections.Immutable;

namespace Samantha.Engine.Protocol;

/// <summary>
/// A finished response. <c>ResponseTokens</c> counts every token drawn except the end-of-generation token (so it
/// includes tokens whose text is part of a stop word); <c>ReusedTokens</c> are prompt tokens taken from the KV cache.
/// </summary>
public sealed record GenerationResult(
    string Text,
    int PromptTokens,
    int ResponseTokens,
    int ReusedTokens,
    double PrefillMs,
    double DecodeMs,
    StopReason StopReason)
{
    /// <summary>How many of the prompt's tokens are the contents of assistant messages: what was fed back.</summary>
    public int PreviousTokens { get; init; }

    /// <summary>The stop word that ended the response, for <see cref="StopReason.StopWord"/>.</summary>
    public string? StopWord { get; init; }

    /// <summary>The tokens that were chosen, in order, without the one that ended the turn.</summary>
    public ImmutableArray<int> TokenIds { get; init; } = [];

    /// <summary>
    /// For each token how many characters of the text were there when it was chosen; -1 while a part of a character or of a
    /// stop word was held back. Empty unless it was asked for.
    /// </summary>
    public ImmutableArray<int> TextEnds { get; init; } = [];

    /// <summary>How long it waited for a person or a pace; not in <c>DecodeMs</c>.</summary>
    public double HeldMs { get; init; }
}
