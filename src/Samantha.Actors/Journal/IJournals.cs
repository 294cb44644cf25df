using System.Collections.Immutable;

namespace Samantha.Actors.Journal;

/// <summary>What the JournalActor writes to: <see cref="JournalFiles"/>, or the journal of a simulation.</summary>
public interface IJournals
{
    /// <summary>
    /// Answers each order in turn; null for one that has no answer. What was answered with <see cref="EventsWritten"/> is durable.
    /// Never throws.
    /// </summary>
    IReadOnlyList<object?> Serve(ImmutableArray<object> orders);
}
