namespace Samantha.Engine.Sampling;

/// <summary>
/// What is added to one token's logit. The token is told by its id or by its text, which must be exactly one token of the
/// vocabulary.
/// </summary>
/// <param name="TokenId">The id, or null when the text tells it.</param>
/// <param name="Text">The text, with its leading space if it has one; not looked at when there is an id.</param>
/// <param name="Bias">Null forbids the token.</param>
public sealed record TokenBias(int? TokenId, string Text, double? Bias);
