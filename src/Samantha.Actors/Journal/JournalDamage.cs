namespace Samantha.Actors.Journal;

/// <summary>
/// What a reader found to be unusable. Everything up to <paramref name="LastGoodSequence"/> (0: nothing) is exactly as it was
/// written.
/// </summary>
/// <param name="LastGoodSequence">The last record whose checksum chain holds.</param>
/// <param name="DroppedRecords">How many later records are not returned; null when the file no longer tells.</param>
/// <param name="What">One sentence for the user: what is wrong, and where.</param>
public sealed record JournalDamage(long LastGoodSequence, long? DroppedRecords, string What);
