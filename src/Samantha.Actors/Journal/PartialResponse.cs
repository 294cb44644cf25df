namespace Samantha.Actors.Journal;

/// <summary>The text that a running step has produced so far. It is not a response: a resumed session answers the step
/// again.</summary>
/// <param name="StepId">Position of the step, such as <c>L1.M1.R1.P1</c>.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="Text">All text saved so far.</param>
/// <param name="Tokens">Number of response tokens that the text holds.</param>
public sealed record PartialResponse(string StepId, int Attempt, string Text, int Tokens);
