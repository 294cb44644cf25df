namespace Samantha.Actors.Journal;

/// <summary>Which session a journal belongs to, and what its last record must be.</summary>
internal sealed record JournalHead(string SessionId, long LastSequence, byte[] LastChecksum);
