using System.Text;
using Microsoft.Data.Sqlite;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// The only writer of one session's journal. A record is durable when <see cref="Append"/> returns: it survives a kill of the
/// process and a loss of power. It does not interpret events. Not thread-safe: one owner calls it.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    public const string FileName = "journal.db";

    /// <summary>More in one transaction means a caller that forgot to write for a long time.</summary>
    public const int RecordsPerAppendMax = 10_000;

    /// <summary>Largest event: several prompts of 10 MB and their escapes fit; SQLite's own limit is far above.</summary>
    public const int RecordCharsMax = 128 * 1024 * 1024;

    // How much of the end is verified before anything is added; readers verify everything.
    private const int TailRecords = 32;

    private readonly string path;
    private readonly SqliteConnection connection;
    private byte[] lastChecksum;
    private (string StepId, int Attempt)? partialOf;
    private bool isRelaxed;
    private JournalException? fault;

    private JournalWriter(string path, SqliteConnection connection, JournalHead head)
    {
        this.path = path;
        this.connection = connection;
        LastSequence = head.LastSequence;
        lastChecksum = head.LastChecksum;
    }

    /// <summary>0 when nothing was written yet.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Test seam: called before each statement with its text; what it throws is treated as the statement's
    /// failure.</summary>
    internal Action<string>? BeforeStatement { get; set; }

    public static JournalWriter Create(string sessionFolder, SessionId session, TimeProvider time)
    {
        string path = Path.Combine(Path.GetFullPath(sessionFolder), FileName);
        if (File.Exists(path))
        {
            throw new JournalException(JournalProblem.AlreadyExists, $"there is a journal at '{path}' already");
        }

        SqliteConnection? connection = null;
        try
        {
            connection = JournalDatabase.OpenForWriting(path, create: true);
            byte[] start = RecordChain.Start(session.Text);
            using SqliteTransaction transaction = connection.BeginTransaction();
            JournalDatabase.Execute(connection, JournalSchema.Create);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = JournalSchema.InsertHead;
            command.Parameters.AddWithValue("$session", session.Text);
            command.Parameters.AddWithValue("$created", RecordChain.FormatTime(time.GetUtcNow()));
            command.Parameters.AddWithValue("$checksum", start);
            command.ExecuteNonQuery();
            transaction.Commit();
            FolderSync.Flush(Path.GetDirectoryName(path)!);
            return new JournalWriter(path, connection, new JournalHead(session.Text, 0, start));
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw JournalErrors.From(path, "create", e);
        }
    }

    /// <summary>Checks version and tail before anything is written.</summary>
    /// <exception cref="JournalException">Damaged: use <see cref="JournalSalvage"/> first.</exception>
    public static JournalWriter OpenForAppend(string sessionFolder)
    {
        string path = Path.Combine(Path.GetFullPath(sessionFolder), FileName);
        using (JournalReader reader = JournalReader.Open(sessionFolder))
        {
            reader.ReadTail(TailRecords);
            if (reader.Damage is { } damage)
            {
                throw new JournalException(JournalProblem.Damaged, damage.What);
            }
        }

        SqliteConnection? connection = null;
        try
        {
            connection = JournalDatabase.OpenForWriting(path, create: false);
            JournalHead head = JournalDatabase.TryReadHead(connection)
                ?? throw new JournalException(JournalProblem.Damaged, $"the journal '{path}' has lost its head");
            return new JournalWriter(path, connection, head);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw JournalErrors.From(path, "open", e);
        }
    }

    /// <summary>
    /// Writes all records, the summary (when given) and, when <paramref name="clearsPartial"/>, the removal of the running
    /// step's partial text in one transaction. Sequences must continue <see cref="LastSequence"/>. After a failure nothing of
    /// it was kept, except after <see cref="JournalProblem.IoError"/>, when the writer refuses further work and the journal
    /// must be reopened. A snapshot is of one of the records; it replaces the one before.
    /// </summary>
    /// <param name="records">The events.</param>
    /// <param name="summary">Null leaves the line for lists as it is.</param>
    /// <param name="clearsPartial">The running step has ended.</param>
    /// <param name="snapshot">Null leaves the one that is there.</param>
    /// <param name="evidence">How the tokens of a response among the events were chosen.</param>
    public void Append(
        IReadOnlyList<JournalRecord> records,
        SessionSummary? summary = null,
        bool clearsPartial = false,
        JournalSnapshot? snapshot = null,
        IReadOnlyList<EvidenceRow>? evidence = null)
    {
        CheckAppend(records);
        byte[] checksum = lastChecksum;
        InTransaction(durable: true, () =>
        {
            foreach (JournalRecord record in records)
            {
                checksum = RecordChain.Next(checksum, record);
                InsertRecord(record, checksum);
                if (snapshot?.Sequence == record.Sequence)
                {
                    PutSnapshot(snapshot, JournalReader.Seal(checksum, snapshot));
                }
            }

            if (records.Count > 0)
            {
                MoveHead(records[^1].Sequence, checksum);
            }

            if (summary is not null)
            {
                PutSummary(summary);
            }

            if (clearsPartial)
            {
                Run(JournalSchema.ClearPartial);
            }

            InsertEvidence(evidence ?? []);
        });

        lastChecksum = checksum;
        LastSequence += records.Count;
        if (clearsPartial)
        {
            partialOf = null;
        }
    }

    /// <summary>
    /// Adds <paramref name="newText"/> to the partial text of the step. The first call for another step or attempt drops the
    /// older text. Survives the death of the process; after a power loss the last seconds may be missing.
    /// </summary>
    /// <param name="stepId">Position of the step.</param>
    /// <param name="attempt">1-based.</param>
    /// <param name="newText">Only what came since the last call; whole characters.</param>
    /// <param name="tokens">Response tokens so far, including those of <paramref name="newText"/>.</param>
    public void SavePartial(string stepId, int attempt, string newText, int tokens)
    {
        bool isNew = partialOf != (stepId, attempt);
        InTransaction(durable: false, () =>
        {
            if (isNew)
            {
                Run(JournalSchema.ClearPartial);
            }

            Run(
                JournalSchema.InsertPartial,
                ("$step", stepId),
                ("$attempt", attempt),
                ("$tokens", tokens),
                ("$text", Encoding.UTF8.GetBytes(newText)));
        });
        partialOf = (stepId, attempt);
    }

    public void Dispose()
    {
        if (fault is null)
        {
            JournalDatabase.TryLeaveWal(connection);
        }

        connection.Dispose();
    }

    private void CheckAppend(IReadOnlyList<JournalRecord> records)
    {
        if (records.Count > RecordsPerAppendMax)
        {
            throw new ArgumentException($"{records.Count} records in one append; at most {RecordsPerAppendMax}", nameof(records));
        }

        long expected = LastSequence;
        foreach (JournalRecord record in records)
        {
            expected++;
            if (record.Sequence != expected)
            {
                throw new ArgumentException($"record {record.Sequence} where {expected} must come", nameof(records));
            }

            if (record.Json.Length > RecordCharsMax)
            {
                throw new ArgumentException($"record {expected} is longer than {RecordCharsMax} characters", nameof(records));
            }
        }
    }

    private void InTransaction(bool durable, Action work)
    {
        if (fault is not null)
        {
            throw fault;
        }

        try
        {
            SetDurability(durable);
            Run("BEGIN IMMEDIATE");
            work();
            Run("COMMIT");
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            JournalException error = JournalErrors.From(path, "write to", e);
            bool isUndone = TryRollBack();
            if (error.Problem is JournalProblem.IoError or JournalProblem.Damaged || !isUndone)
            {
                fault = error;
            }

            throw error;
        }
        catch
        {
            TryRollBack();
            throw;
        }
    }

    /// <summary>Partial text is not worth a disk flush each time; the next durable commit flushes it along.</summary>
    private void SetDurability(bool durable)
    {
        if (isRelaxed == durable)
        {
            Run(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            isRelaxed = !durable;
        }
    }

    private bool TryRollBack()
    {
        try
        {
            // SQLite ends the transaction by itself after some errors; a second ROLLBACK would be an error of its own.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                JournalDatabase.Execute(connection, "ROLLBACK");
            }

            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void InsertRecord(JournalRecord record, byte[] checksum) => Run(
        JournalSchema.InsertRecord,
        ("$sequence", record.Sequence),
        ("$at", RecordChain.FormatTime(record.AtUtc)),
        ("$type", record.Type),
        ("$json", record.Json),
        ("$checksum", checksum));

    private void InsertEvidence(IReadOnlyList<EvidenceRow> evidence)
    {
        if (evidence.Count > 0)
        {
            Run(EvidenceTable.Create);
        }

        foreach (EvidenceRow row in evidence)
        {
            Run(
                EvidenceTable.Insert,
                ("$step", row.StepId),
                ("$attempt", row.Attempt),
                ("$first", row.Block.FirstIndex),
                ("$tokens", row.Block.Tokens),
                ("$data", row.Block.Data.ToArray()),
                ("$checksum", EvidenceTable.Checksum(row)));
        }
    }

    private void MoveHead(long sequence, byte[] checksum)
    {
        int moved = Run(
            JournalSchema.MoveHead, ("$last", sequence), ("$checksum", checksum), ("$expected", LastSequence));
        if (moved != 1)
        {
            throw JournalErrors.ForeignWriter(path);
        }
    }

    private void PutSnapshot(JournalSnapshot snapshot, byte[] seal)
    {
        Run(JournalSchema.CreateSnapshot);
        Run(
            JournalSchema.PutSnapshot, ("$sequence", snapshot.Sequence), ("$form", snapshot.Form), ("$text", snapshot.Text),
            ("$seal", seal));
    }

    private void PutSummary(SessionSummary summary) => Run(
        JournalSchema.PutSummary,
        ("$chain", summary.ChainName),
        ("$status", summary.Status),
        ("$started", RecordChain.FormatTime(summary.StartedUtc)),
        ("$changed", RecordChain.FormatTime(summary.ChangedUtc)),
        ("$done", summary.StepsDone),
        ("$total", (object?)summary.StepsTotal ?? DBNull.Value),
        ("$tokens", summary.Tokens),
        ("$failures", summary.Failures));

    private int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        BeforeStatement?.Invoke(sql);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }
}
