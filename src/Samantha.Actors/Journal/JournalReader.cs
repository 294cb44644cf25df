using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// Reads one session's journal, also while it is being written. Checks every record's checksum; a damaged journal yields its
/// valid beginning and says what was dropped. Never writes to the journal.
/// </summary>
public sealed partial class JournalReader : IDisposable
{
    // A page is read at once and the query closed, so that a slow consumer does not keep the writer's log from being recycled.
    private const int PageRecordsMax = 256;
    private const int PageCharsMax = 4 * 1024 * 1024;

    private readonly string path;
    private readonly SqliteConnection connection;

    private string? sessionText;

    private JournalReader(string path, SqliteConnection connection)
    {
        this.path = path;
        this.connection = connection;
    }

    /// <summary>The session that the journal belongs to.</summary>
    public SessionId Session => SessionId.TryParse(SessionText, out SessionId id)
        ? id
        : throw new JournalException(JournalProblem.Damaged, $"the journal '{path}' no longer tells which session it belongs to");

    /// <summary>Set once an enumeration ended early; null as long as everything read was intact.</summary>
    public JournalDamage? Damage { get; private set; }

    /// <summary>The id as written (a copied folder does not change it); with a lost head, the folder's name.</summary>
    private string SessionText => sessionText ??=
        ReadHead()?.SessionId is { } noted && SessionId.TryParse(noted, out _)
            ? noted
            : Path.GetFileName(Path.GetDirectoryName(path))!;

    /// <exception cref="JournalException">Not found, not a journal, newer version, or not readable at all.</exception>
    public static JournalReader Open(string sessionFolder)
    {
        string path = Path.Combine(Path.GetFullPath(sessionFolder), JournalWriter.FileName);
        return new JournalReader(path, JournalDatabase.OpenForReading(path));
    }

    /// <summary>Streams the records that exist at the time of the call, in order. Ends early on damage: see <see
    /// cref="Damage"/>.</summary>
    /// <param name="sequence">The first record wanted.</param>
    /// <param name="aheadMax">Records that are read at once, for callers who read at many places side by side.</param>
    public IEnumerable<JournalRecord> ReadFrom(long sequence = 1, int aheadMax = PageRecordsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        return Stream(sequence, aheadMax);
    }

    /// <summary>The last <paramref name="count"/> records, in order.</summary>
    public ImmutableArray<JournalRecord> ReadTail(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. ReadFrom(Math.Max(1, ReadEnd().Sequence - count + 1))];
    }

    /// <summary>Null before the first event.</summary>
    public SessionSummary? ReadSummary() => Read(JournalSchema.SelectSummary, row => row.Read()
        ? new SessionSummary(
            row.GetString(0),
            row.GetString(1),
            Time(row.GetString(2)),
            Time(row.GetString(3)),
            row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7))
        : null);

    /// <summary>The text of the running (or interrupted) step, if any.</summary>
    public PartialResponse? ReadPartial() => Read(JournalSchema.SelectPartial, row =>
    {
        PartialResponse? partial = null;
        using var bytes = new MemoryStream();
        while (row.Read())
        {
            bytes.Write((byte[])row.GetValue(3));
            partial = new PartialResponse(row.GetString(0), row.GetInt32(1), "", row.GetInt32(2));
        }

        return partial is null ? null : partial with { Text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) };
    });

    /// <summary>How many pieces of evidence were left out because they are damaged.</summary>
    public int DamagedEvidence { get; private set; }

    /// <summary>How the tokens of a step's responses were chosen (null = of all steps); empty when the session kept none.</summary>
    public IEnumerable<EvidenceRow> ReadEvidence(string? stepId = null)
    {
        IEnumerable<EvidenceRow> rows = EvidenceTable.Read(connection, stepId, () => DamagedEvidence++);
        using IEnumerator<EvidenceRow> row = rows.GetEnumerator();
        while (Next(row))
        {
            yield return row.Current;
        }
    }

    public void Dispose() => connection.Dispose();

    private bool Next(IEnumerator<EvidenceRow> row)
    {
        try
        {
            return row.MoveNext();
        }
        catch (SqliteException e) when (JournalErrors.IsDamage(e))
        {
            DamagedEvidence++;
            return false;
        }
        catch (SqliteException e)
        {
            throw JournalErrors.From(path, "read", e);
        }
    }

    private IEnumerable<JournalRecord> Stream(long from, int aheadMax)
    {
        End end = ReadEnd();
        byte[]? checksum = ChecksumBefore(from, end);
        long next = from;
        while (checksum is not null && next <= end.Sequence)
        {
            Page page = ReadPage(next, end, checksum, aheadMax);
            foreach (JournalRecord record in page.Records)
            {
                yield return record;
            }

            next += page.Records.Count;
            checksum = page.Checksum;
            if (page.Problem is not null)
            {
                Report(next - 1, end, page.Problem);
                yield break;
            }
        }

        if (end.Checksum is null && checksum is not null)
        {
            Report(next - 1, end, "the note of what was written last is lost");
        }
    }

    /// <summary>Null (and damage reported) when the record before the first wanted one is missing.</summary>
    private byte[]? ChecksumBefore(long from, End end)
    {
        if (from == 1 || from > end.Sequence)
        {
            return RecordChain.Start(SessionText);
        }

        byte[]? checksum = Read(
            JournalSchema.SelectChecksum, row => row.Read() ? (byte[])row.GetValue(0) : null, ("$sequence", from - 1));
        if (checksum is null)
        {
            Report(from - 2, end, $"record {from - 1} is missing");
        }

        return checksum;
    }

    /// <summary>What the last record must be; without a checksum when only the records themselves tell.</summary>
    private sealed record End(long Sequence, byte[]? Checksum);

    private sealed record Page(List<JournalRecord> Records, byte[] Checksum, string? Problem);

    private End ReadEnd() =>
        ReadHead() is { } head
            ? new End(head.LastSequence, head.LastChecksum)
            : new End(Read(JournalSchema.SelectLastSequence, row => row.Read() ? row.GetInt64(0) : 0), null);

    private JournalHead? ReadHead()
    {
        try
        {
            return JournalDatabase.TryReadHead(connection);
        }
        catch (SqliteException e)
        {
            throw JournalErrors.From(path, "read", e);
        }
    }

    private Page ReadPage(long from, End end, byte[] checksum, int aheadMax)
    {
        var records = new List<JournalRecord>();
        int chars = 0;
        try
        {
            using SqliteCommand command = Command(JournalSchema.SelectRecords, ("$from", from));
            using SqliteDataReader row = command.ExecuteReader();
            while (records.Count < aheadMax && chars < PageCharsMax && from + records.Count <= end.Sequence)
            {
                long expected = from + records.Count;
                string? problem = ReadRecord(row, expected, end, ref checksum, out JournalRecord? record);
                if (record is null)
                {
                    return new Page(records, checksum, problem);
                }

                chars += record.Json.Length;
                records.Add(record);
            }

            return new Page(records, checksum, null);
        }
        catch (SqliteException e) when (JournalErrors.IsDamage(e))
        {
            return new Page(records, checksum, $"the file is damaged at record {from + records.Count} ({e.Message})");
        }
        catch (SqliteException e)
        {
            throw JournalErrors.From(path, "read", e);
        }
    }

    private static string? ReadRecord(
        SqliteDataReader row, long expected, End end, ref byte[] checksum, out JournalRecord? record)
    {
        record = null;
        if (!row.Read() || row.GetInt64(0) != expected)
        {
            return $"record {expected} is missing";
        }

        if (!RecordChain.TryParseTime(row.GetString(1), out DateTimeOffset at))
        {
            return $"record {expected} has no valid time";
        }

        var read = new JournalRecord(expected, at, row.GetString(2), row.GetString(3));
        byte[] computed = RecordChain.Next(checksum, read);
        if (!computed.AsSpan().SequenceEqual((byte[])row.GetValue(4)))
        {
            return $"record {expected} does not match its checksum";
        }

        if (expected == end.Sequence && end.Checksum is not null && !computed.AsSpan().SequenceEqual(end.Checksum))
        {
            return $"record {expected} is not the one that was written last";
        }

        checksum = computed;
        record = read;
        return null;
    }

    private void Report(long lastGood, End end, string problem)
    {
        long good = Math.Max(0, lastGood);
        long? dropped = end.Checksum is null ? null : Math.Max(0, end.Sequence - good);
        string kept = good == 0 ? "no record can be used" : $"records 1 to {good} are intact";
        string lost = dropped is null ? "whether there were more is unknown" : $"{dropped} of {end.Sequence} are lost";
        Damage = new JournalDamage(good, dropped, $"the journal '{path}' is damaged: {problem}; {kept}, {lost}");
    }

    private DateTimeOffset Time(string text) =>
        RecordChain.TryParseTime(text, out DateTimeOffset time)
            ? time
            : throw new JournalException(JournalProblem.Damaged, $"the summary in '{path}' has no valid time");

    private T Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        try
        {
            using SqliteCommand command = Command(sql, parameters);
            using SqliteDataReader row = command.ExecuteReader();
            return read(row);
        }
        catch (SqliteException e)
        {
            throw JournalErrors.From(path, "read", e);
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
