using System.Collections.Immutable;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Journal;

// All messages of the JournalActor. An answer repeats the ticket of its order, so that the asker knows what is durable.

/// <summary>
/// Takes the session's lock and makes its journal. Answered with <see cref="JournalOpened"/> or <see cref="JournalRefused"/>.
/// </summary>
public sealed record CreateJournal(SessionId Session);

/// <summary>
/// Takes the session's lock, reads the journal back into a state and opens it for more. Answered as <see cref="CreateJournal"/>.
/// </summary>
public sealed record ReopenJournal(SessionId Session);

/// <summary>
/// Writes events in one transaction. Answered with <see cref="EventsWritten"/> (they are durable) or <see cref="WriteFailed"/>.
/// </summary>
/// <param name="ClearsPartial">The running step ended, so its partial text goes in the same transaction.</param>
public sealed record WriteEvents(
    SessionId Session, long Ticket, ImmutableArray<SessionEvent> Events, SessionSummary Summary, bool ClearsPartial)
{
    /// <summary>The state after these events, when it is time to keep it; null otherwise.</summary>
    public SessionState? Snapshot { get; init; }

    /// <summary>How the tokens of a response in <c>Events</c> were chosen.</summary>
    public ImmutableArray<EvidenceRow> Evidence { get; init; } = [];
}

/// <summary>Adds to the partial text of the running step. Not answered unless it fails.</summary>
public sealed record SavePartial(SessionId Session, string StepId, int Attempt, string NewText, int Tokens);

/// <summary>
/// Closes the journal and gives the lock back, after everything told before. Answered with <see cref="JournalClosed"/>.
/// </summary>
public sealed record CloseJournal(SessionId Session);

/// <param name="State">The events that were there, folded; empty for a new journal.</param>
/// <param name="Note">What a reader of the journal should know, such as dropped damaged records; null when all is well.</param>
public sealed record JournalOpened(SessionId Session, SessionState State, string? Note);

/// <param name="InUse">Another process runs the session.</param>
public sealed record JournalRefused(SessionId Session, string Message, bool InUse, bool NotFound);

public sealed record EventsWritten(SessionId Session, long Ticket);

/// <summary>Nothing of the order was kept. The session cannot go on: what is not durable must not be shown as done.</summary>
public sealed record WriteFailed(SessionId Session, long Ticket, string Message)
{
    /// <summary>Stands in for a ticket when it was partial text that could not be saved.</summary>
    public const long PartialTicket = -1;
}

public sealed record JournalClosed(SessionId Session);
