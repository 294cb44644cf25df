using System.Collections.Immutable;

namespace Samantha.Actors.Storage;

/// <summary>What the user typed names no session, or more than one. The message lists the candidates.</summary>
public sealed class SessionReferenceException : Exception
{
    public SessionReferenceException(string message, ImmutableArray<SessionId> candidates)
        : base(message) => Candidates = candidates;

    /// <summary>Empty when nothing matches.</summary>
    public ImmutableArray<SessionId> Candidates { get; }
}
