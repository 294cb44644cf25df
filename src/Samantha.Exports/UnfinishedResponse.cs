using Samantha.Chains.Plans;

namespace Samantha.Exports;

/// <summary>The text of a response that was being written when the session was read; it is not an event yet.</summary>
public sealed record UnfinishedResponse(StepPosition Position, int Attempt, string Text, int Tokens);
