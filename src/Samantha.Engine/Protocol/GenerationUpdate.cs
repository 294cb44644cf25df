using System.Text.Json.Serialization;

namespace Samantha.Engine.Protocol;

/// <summary>What happens while a response is made: prompt evaluation first, then text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PrefillProgress), "prefill")]
[JsonDerivedType(typeof(TokensGenerated), "tokens")]
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
public sealed record TokensGenerated(string TextDelta, int ResponseTokens) : GenerationUpdate;
