using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Protocol;

/// <summary>What happens while a response is made: prompt evaluation first, then text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PrefillProgress), "prefill")]
[JsonDerivedType(typeof(TokensGenerated), "tokens")]
[JsonDerivedType(typeof(ResponseHeld), "held")]
[JsonDerivedType(typeof(ChoicePreviewed), "preview")]
[JsonDerivedType(typeof(RowEvaluated), "row")]
public abstract record GenerationUpdate;

/// <summary>
/// Prompt tokens evaluated so far (reused ones count as done) of all prompt tokens. PreviousTokens: how many of all are the
/// contents of assistant messages.
/// </summary>
public sealed record PrefillProgress(int DoneTokens, int TotalTokens, int PreviousTokens = 0) : GenerationUpdate;

/// <summary>
/// Text that was added and the response tokens so far. The delta may be empty while a possible stop word is held back;
/// the deltas of a response joined are its text.
/// </summary>
public sealed record TokensGenerated(string TextDelta, int ResponseTokens) : GenerationUpdate
{
    /// <summary>
    /// How the tokens since the last update were chosen, if that was asked for; at the end of a turn one more than there are
    /// response tokens.
    /// </summary>
    public ImmutableArray<ExplainedToken> Explained { get; init; } = [];
}

/// <summary>The response begins or ends to wait for its pace or a person; meanwhile no progress is to be expected.</summary>
public sealed record ResponseHeld(bool Waits) : GenerationUpdate;

/// <summary>What <see cref="PreviewChoice"/> asked for: the newest token's choice with those settings.</summary>
public sealed record ChoicePreviewed(SamplingSettings Sampling, ExplainedToken Token) : GenerationUpdate;

/// <summary>
/// The logits from which the token at this place is chosen, as little-endian floats; the last row is the one behind the last token.
/// </summary>
public sealed record RowEvaluated(int Index, byte[] Logits, int Choice) : GenerationUpdate;
