namespace Samantha.Actors.Resuming;

/// <summary>A session cannot be branched with that chain; the message says why.</summary>
public sealed class BranchException(string message) : Exception(message);
