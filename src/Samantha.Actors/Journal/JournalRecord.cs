namespace Samantha.Actors.Journal;

/// <summary>
/// One durable event as the journal stores it. <paramref name="Sequence"/> counts from 1 without gaps; <paramref name="Json"/>
/// is the whole event and is opaque to the journal.
/// </summary>
public sealed record JournalRecord(long Sequence, DateTimeOffset AtUtc, string Type, string Json);
