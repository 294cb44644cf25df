namespace Samantha.Chains.Feedback;

/// <summary>What the code of a response printed. No InterpreterOutput at all means that no code ran for that response.</summary>
public sealed record InterpreterOutput(string Text);
