namespace Samantha.Sandbox.Processes;

/// <summary>A program could not be started; the message says which and why.</summary>
public sealed class ChildStartException(string message, Exception? inner) : Exception(message, inner);
