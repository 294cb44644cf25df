using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Journal;

/// <summary>
/// Where session events and journal records meet: writes an event as a record, reads records back into a session's state.
/// </summary>
public static class SessionJournals
{
    public static JournalRecord ToRecord(SessionEvent sessionEvent) =>
        new(
            sessionEvent.Sequence,
            sessionEvent.AtUtc,
            SessionEventJson.TypeOf(sessionEvent),
            SessionEventJson.Serialize(sessionEvent));

    /// <summary>Streams a session's events; the reader tells of damage when the stream ends early.</summary>
    public static IEnumerable<SessionEvent> Events(JournalReader reader, long fromSequence = 1) =>
        reader.ReadFrom(fromSequence).Select(record => SessionEventJson.Deserialize(record.Json));

    internal static (JournalWriter Writer, SessionState State, string? Note) Create(
        string folder, SessionId session, TimeProvider time) =>
        (JournalWriter.Create(folder, session, time), SessionState.Empty, null);

    /// <summary>
    /// Drops what is damaged (the old file is kept), folds what is left and opens it for more. The session's lock must be held.
    /// </summary>
    public static (JournalWriter Writer, SessionState State, string? Note) Reopen(string folder, TimeProvider time)
    {
        JournalDamage? damage = JournalSalvage.Run(folder, time);
        SessionState state = ReadState(folder);
        return (JournalWriter.OpenForAppend(folder), state, damage is null ? null : $"The journal was damaged: {damage.What}");
    }

    /// <summary>The snapshot of a state, for the record with which it ends.</summary>
    public static JournalSnapshot ToSnapshot(SessionState state) =>
        new(state.LastSequence, StateSnapshot.Form, StateSnapshot.Of(state));

    /// <summary>
    /// The state that a journal adds up to: from its last snapshot on where there is one that can be used, else from its first
    /// event.
    /// </summary>
    public static SessionState ReadState(JournalReader reader)
    {
        SessionState state = reader.ReadSnapshot() is { } snapshot
            ? StateSnapshot.Read(snapshot.Text, snapshot.Form) ?? SessionState.Empty
            : SessionState.Empty;
        return Events(reader, state.LastSequence + 1).Aggregate(state, static (before, next) => before.Apply(next));
    }

    /// <summary>Folds a journal into the state it adds up to.</summary>
    /// <exception cref="JournalException">The journal cannot be read, or its events cannot follow each other.</exception>
    public static SessionState ReadState(string folder)
    {
        using JournalReader reader = JournalReader.Open(folder);
        try
        {
            return ReadState(reader);
        }
        catch (Exception e) when (e is FormatException or SessionInvariantException)
        {
            throw new JournalException(JournalProblem.Damaged, $"{Path.Combine(folder, JournalWriter.FileName)}: {e.Message}", e);
        }
    }
}
