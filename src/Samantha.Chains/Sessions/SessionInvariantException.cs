namespace Samantha.Chains.Sessions;

/// <summary>
/// An event that cannot follow those before it: the journal is damaged or two writers met. Never a user's mistake.
/// </summary>
public sealed class SessionInvariantException(string message) : Exception(message);
