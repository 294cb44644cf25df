using Microsoft.Data.Sqlite;
using Samantha.Actors.Journal;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Journal;

public sealed class JournalFaultTests
{
    private const int SqliteFull = 13;
    private const int SqliteIoError = 10;

    [Theory]
    [InlineData(SqliteFull)]
    [InlineData(SqliteIoError)]
    public void Whichever_statement_fails_the_journal_holds_all_of_an_append_or_nothing(int sqliteError)
    {
        for (int failing = 1; ; failing++)
        {
            using var journal = new JournalFixture();
            JournalWriter writer = journal.Create();
            var acknowledged = new List<long>();
            int statement = 0;
            bool hasFailed = false;
            writer.BeforeStatement = _ =>
            {
                if (++statement == failing)
                {
                    hasFailed = true;
                    throw new SqliteException("injected", sqliteError);
                }
            };

            WriteScript(writer, acknowledged);
            writer.BeforeStatement = null;
            if (sqliteError == SqliteFull && hasFailed)
            {
                // The disk has space again: the same writer goes on.
                WriteScript(writer, acknowledged);
                Assert.Equal(9, acknowledged.Max());
            }

            writer.Dispose();
            (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();
            Assert.Null(damage);
            Assert.Equal(acknowledged.DefaultIfEmpty(0).Max(), read.Count);
            Assert.Equal(JournalFixture.Records(1, read.Count), read);
            if (!hasFailed)
            {
                Assert.InRange(failing, 20, 100);
                return;
            }
        }
    }

    [Fact]
    public void After_an_input_output_error_the_writer_refuses_until_the_journal_is_reopened()
    {
        using var journal = new JournalFixture();
        using (JournalWriter writer = journal.Create())
        {
            writer.Append(JournalFixture.Records(1, 1));
            writer.BeforeStatement = sql =>
            {
                if (sql == "COMMIT")
                {
                    throw new SqliteException("disk I/O error", SqliteIoError);
                }
            };
            var refused = Assert.Throws<JournalException>(() => writer.Append(JournalFixture.Records(2, 2)));
            Assert.Equal(JournalProblem.IoError, refused.Problem);
            writer.BeforeStatement = null;
            Assert.Throws<JournalException>(() => writer.Append(JournalFixture.Records(2, 2)));
            Assert.Throws<JournalException>(() => writer.SavePartial("L1.M1.R1.P1", 1, "x", 1));
        }

        using JournalWriter reopened = JournalWriter.OpenForAppend(journal.Folder);
        reopened.Append(JournalFixture.Records(2, 2));
        Assert.Equal(2, journal.ReadAll().Records.Count);
    }

    [Fact]
    public void A_writer_that_lost_its_journal_to_another_one_notices()
    {
        using var journal = new JournalFixture();
        using JournalWriter first = journal.Create();
        first.Append(JournalFixture.Records(1, 1));
        using JournalWriter second = JournalWriter.OpenForAppend(journal.Folder);
        second.Append(JournalFixture.Records(2, 2));

        var refused = Assert.Throws<JournalException>(() => first.Append(JournalFixture.Records(2, 2, "other")));

        Assert.Equal(JournalProblem.Locked, refused.Problem);
        Assert.Equal(JournalFixture.Records(1, 2), journal.ReadAll().Records);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_locked_database_is_named_after_a_bounded_wait()
    {
        using JournalFixture journal = new JournalFixture().With(records: 1);
        using JournalWriter writer = JournalWriter.OpenForAppend(journal.Folder);
        await using var other = new SqliteConnection($"Data Source={journal.Database};Pooling=False");
        await other.OpenAsync();
        await using SqliteCommand begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();

        var refused = await Task.Run(() => Assert.Throws<JournalException>(() => writer.Append(JournalFixture.Records(2, 2))));
        Assert.Equal(JournalProblem.Locked, refused.Problem);

        begin.CommandText = "ROLLBACK";
        await begin.ExecuteNonQueryAsync();
        writer.Append(JournalFixture.Records(2, 2));
    }

    [MountFact(Timeout = 120_000)]
    public async Task On_a_disk_that_fills_up_at_any_point_nothing_acknowledged_is_lost_and_writing_goes_on_when_there_is_space()
    {
        int sizesThatFailed = 0;
        for (int kilobytes = 96; kilobytes <= 480; kilobytes += 16)
        {
            using TestMount mount = TestMount.Create(kilobytes);
            using var journal = new JournalFixture(mount.Path);
            long acknowledged = 0;
            JournalWriter? writer = null;
            try
            {
                writer = journal.Create();
                while (acknowledged < 40)
                {
                    writer.SavePartial("L1.M1.R1.P1", 1, new string('p', 2000), 3);
                    writer.Append(JournalFixture.Records(acknowledged + 1, acknowledged + 2, new string('x', 3000)));
                    acknowledged += 2;
                }
            }
            catch (JournalException e)
            {
                sizesThatFailed++;
                Assert.Equal(JournalProblem.DiskFull, e.Problem);
                Assert.Contains("the disk is full", e.Message, StringComparison.Ordinal);
            }

            if (acknowledged > 0)
            {
                AssertIntact(journal, acknowledged);
            }

            mount.Resize(8192);
            if (writer is not null)
            {
                writer.Append(JournalFixture.Records(acknowledged + 1, acknowledged + 1, new string('x', 3000)));
                writer.Dispose();
                AssertIntact(journal, acknowledged + 1);
            }
        }

        Assert.InRange(sizesThatFailed, 10, 25);
        await Task.CompletedTask;
    }

    [MountFact]
    public void A_read_only_disk_is_named_when_writing_and_does_not_hinder_reading()
    {
        using TestMount mount = TestMount.Create(2048);
        using var journal = new JournalFixture(mount.Path);
        journal.With(records: 5);
        mount.MakeReadOnly();

        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();
        Assert.Equal(5, read.Count);
        Assert.Null(damage);
        Assert.Equal(
            JournalProblem.ReadOnly, Assert.Throws<JournalException>(() => JournalWriter.OpenForAppend(journal.Folder)).Problem);

        string other = Path.Combine(mount.Path, "other");
        var refused = Assert.Throws<JournalException>(
            () => JournalWriter.Create(other, JournalFixture.Session, JournalFixture.Time));
        Assert.Equal(JournalProblem.ReadOnly, refused.Problem);
    }

    private static void AssertIntact(JournalFixture journal, long acknowledged)
    {
        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();
        Assert.Null(damage);
        Assert.Equal(JournalFixture.Records(1, acknowledged, new string('x', 3000)), read);
    }

    /// <summary>A short life of a session: goes on from where the writer is, up to record 9, and stops at the first
    /// failure.</summary>
    private static void WriteScript(JournalWriter writer, List<long> acknowledged)
    {
        try
        {
            while (writer.LastSequence < 9)
            {
                writer.SavePartial("L1.M1.R1.P1", 1, "piece", 1);
                writer.Append(
                    JournalFixture.Records(writer.LastSequence + 1, writer.LastSequence + 3),
                    JournalFixture.Summary(),
                    clearsPartial: true);
                acknowledged.Add(writer.LastSequence);
            }
        }
        catch (JournalException)
        {
            // Injected.
        }
    }
}
