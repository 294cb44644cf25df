using System.Security.Cryptography;
using System.Text;

namespace Samantha.Actors.Journal;

/// <content>Finds places in a journal without reading all of it, for lists and windows of long sessions.</content>
public sealed partial class JournalReader
{
    /// <summary>
    /// The record with which the count-last settled step began (1 = the last one); null when there are fewer steps.
    /// </summary>
    public long? FindFromEnd(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        long? settled = ReadNumber(JournalSchema.SelectSettledFromEnd, ("$skip", count - 1));
        return settled is null ? null : ReadNumber(JournalSchema.SelectStartedBefore, ("$before", settled.Value)) ?? settled;
    }

    /// <summary>The first record of this type from a sequence on; null when there is none. Not checked against damage.</summary>
    public JournalRecord? FindNext(string type, long from) => Read(
        JournalSchema.SelectNextOfType,
        row => row.Read() && RecordChain.TryParseTime(row.GetString(1), out DateTimeOffset at)
            ? new JournalRecord(row.GetInt64(0), at, row.GetString(2), row.GetString(3))
            : null,
        ("$type", type), ("$from", from));

    /// <summary>The number of records, as the journal's head notes it.</summary>
    public long CountRecords() => ReadEnd().Sequence;

    /// <summary>
    /// The last snapshot of the state, when it belongs to exactly the records that are here; null when there is none.
    /// </summary>
    public JournalSnapshot? ReadSnapshot()
    {
        if (ReadNumber(JournalSchema.CountSnapshotTables) is not > 0)
        {
            return null; // Written by a version that made none.
        }

        (JournalSnapshot Snapshot, byte[] Seal)? found = Read(JournalSchema.SelectSnapshot, row => row.Read()
            ? (new JournalSnapshot(row.GetInt64(0), row.GetString(1), row.GetString(2)), (byte[])row.GetValue(3))
            : ((JournalSnapshot, byte[])?)null);
        if (found is not { } it)
        {
            return null;
        }

        byte[]? checksum = Read(
            JournalSchema.SelectChecksum, row => row.Read() ? (byte[])row.GetValue(0) : null, ("$sequence", it.Snapshot.Sequence));
        return checksum is not null && Seal(checksum, it.Snapshot).AsSpan().SequenceEqual(it.Seal) ? it.Snapshot : null;
    }

    /// <summary>Ties a snapshot to the record that it ends with, and so to all before it.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> checksum, JournalSnapshot snapshot)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(checksum);
        hash.AppendData(Encoding.UTF8.GetBytes(snapshot.Form));
        hash.AppendData(Encoding.UTF8.GetBytes(snapshot.Text));
        return hash.GetHashAndReset();
    }

    private long? ReadNumber(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Read(sql, row => row.Read() && !row.IsDBNull(0) ? row.GetInt64(0) : (long?)null, parameters);
}
