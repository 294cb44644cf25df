using Samantha.Actors.Journal;

namespace Samantha.Actors.Tests.Journal;

public sealed class JournalTests
{
    [Fact]
    public void What_was_appended_is_read_back_exactly()
    {
        using var journal = new JournalFixture();
        JournalRecord[] records =
        [
            new(1, new DateTimeOffset(2026, 11, 22, 10, 4, 33, TimeSpan.Zero).AddTicks(1), "session-started", "{}"),
            new(2, DateTimeOffset.MaxValue.ToUniversalTime(), "", """{"text":"\u0000 \ud83d\ude00 'quoted' ; --"}"""),
            new(3, DateTimeOffset.UnixEpoch, "response-committed", $$"""{"text":"ünïcödé 漢字 😀 {{new string('y', 100_000)}}"}"""),
        ];
        using (JournalWriter writer = journal.Create())
        {
            writer.Append(records[..1]);
            writer.Append(records[1..], JournalFixture.Summary());
            Assert.Equal(3, writer.LastSequence);
        }

        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();

        Assert.Equal(records, read);
        Assert.Null(damage);
        using JournalReader reader = JournalReader.Open(journal.Folder);
        Assert.Equal(JournalFixture.Summary(), reader.ReadSummary());
        Assert.Equal(JournalFixture.Session, reader.Session);
        Assert.Null(reader.ReadPartial());
    }

    [Fact]
    public void A_new_journal_is_empty_and_without_damage()
    {
        using var journal = new JournalFixture();
        using JournalWriter writer = journal.Create();

        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();

        Assert.Empty(read);
        Assert.Null(damage);
        Assert.Equal(0, writer.LastSequence);
        using JournalReader reader = JournalReader.Open(journal.Folder);
        Assert.Null(reader.ReadSummary());
        Assert.Empty(reader.ReadTail(10));
    }

    [Fact]
    public void Writing_goes_on_after_reopening()
    {
        using JournalFixture journal = new JournalFixture().With(records: 3);
        using (JournalWriter writer = JournalWriter.OpenForAppend(journal.Folder))
        {
            Assert.Equal(3, writer.LastSequence);
            writer.Append(JournalFixture.Records(4, 5));
        }

        Assert.Equal(JournalFixture.Records(1, 5), journal.ReadAll().Records);
    }

    [Fact]
    public void A_closed_journal_is_one_file()
    {
        using JournalFixture journal = new JournalFixture().With(records: 3);

        Assert.Equal([journal.Database], Directory.GetFiles(journal.Folder));
        journal.ReadAll();
        Assert.Equal([journal.Database], Directory.GetFiles(journal.Folder));
    }

    [Fact]
    public void A_reader_sees_what_is_committed_while_the_writer_goes_on()
    {
        using var journal = new JournalFixture();
        using JournalWriter writer = journal.Create();
        writer.Append(JournalFixture.Records(1, 600));
        using JournalReader reader = JournalReader.Open(journal.Folder);

        using IEnumerator<JournalRecord> reading = reader.ReadFrom().GetEnumerator();
        Assert.True(reading.MoveNext());
        writer.Append(JournalFixture.Records(601, 700));
        int rest = 1;
        while (reading.MoveNext())
        {
            rest++;
        }

        Assert.Equal(600, rest);
        Assert.Equal(JournalFixture.Records(601, 700), reader.ReadFrom(601));
        Assert.Empty(reader.ReadFrom(701));
        Assert.Null(reader.Damage);
    }

    [Fact]
    public void A_reader_that_is_open_when_the_writer_closes_does_not_disturb_it()
    {
        using var journal = new JournalFixture();
        JournalWriter writer = journal.Create();
        writer.Append(JournalFixture.Records(1, 3));
        using JournalReader reader = JournalReader.Open(journal.Folder);
        Assert.Equal(3, reader.ReadFrom().Count());

        writer.Dispose();
        using (JournalWriter again = JournalWriter.OpenForAppend(journal.Folder))
        {
            again.Append(JournalFixture.Records(4, 4));
        }

        Assert.Equal(4, reader.ReadFrom().Count());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    [InlineData(99, 5)]
    public void The_tail_is_the_last_records_in_order(int wanted, int expected)
    {
        using JournalFixture journal = new JournalFixture().With(records: 5);
        using JournalReader reader = JournalReader.Open(journal.Folder);

        Assert.Equal(JournalFixture.Records(6 - expected, 5), reader.ReadTail(wanted));
    }

    [Fact]
    public void Partial_text_grows_piece_by_piece_and_goes_with_the_commit_of_its_step()
    {
        using var journal = new JournalFixture();
        using JournalWriter writer = journal.Create();
        using JournalReader reader = JournalReader.Open(journal.Folder);

        writer.SavePartial("L1.M1.R1.P1", 1, "Love is\0 ", 2);
        writer.SavePartial("L1.M1.R1.P1", 1, "a 😀", 4);
        Assert.Equal(new PartialResponse("L1.M1.R1.P1", 1, "Love is\0 a 😀", 4), reader.ReadPartial());

        writer.SavePartial("L1.M1.R1.P1", 2, "Again", 1);
        Assert.Equal(new PartialResponse("L1.M1.R1.P1", 2, "Again", 1), reader.ReadPartial());

        writer.Append(JournalFixture.Records(1, 1));
        Assert.NotNull(reader.ReadPartial());
        writer.Append(JournalFixture.Records(2, 2), clearsPartial: true);
        Assert.Null(reader.ReadPartial());

        writer.SavePartial("L1.M1.R1.P1", 2, "New", 1);
        Assert.Equal("New", reader.ReadPartial()?.Text);
    }

    [Fact]
    public void Partial_text_of_an_interrupted_step_stays_readable_until_the_step_starts_again()
    {
        using var journal = new JournalFixture();
        using (JournalWriter writer = journal.Create())
        {
            writer.SavePartial("L1.M1.R1.P1", 1, "left behind", 2);
        }

        using JournalWriter resumed = JournalWriter.OpenForAppend(journal.Folder);
        using JournalReader reader = JournalReader.Open(journal.Folder);
        Assert.Equal("left behind", reader.ReadPartial()?.Text);

        resumed.SavePartial("L1.M1.R1.P1", 1, "fresh", 1);

        Assert.Equal("fresh", reader.ReadPartial()?.Text);
    }

    [Fact]
    public void Sequences_with_a_gap_or_a_repetition_are_refused_before_anything_is_written()
    {
        using var journal = new JournalFixture();
        using JournalWriter writer = journal.Create();
        writer.Append(JournalFixture.Records(1, 2));

        Assert.Throws<ArgumentException>(() => writer.Append(JournalFixture.Records(4, 4)));
        Assert.Throws<ArgumentException>(() => writer.Append(JournalFixture.Records(2, 2)));
        Assert.Throws<ArgumentException>(
            () => writer.Append([JournalFixture.Record(3), JournalFixture.Record(5)]));

        writer.Append(JournalFixture.Records(3, 3));
        Assert.Equal(3, journal.ReadAll().Records.Count);
    }

    [Fact]
    public void Memory_while_reading_does_not_grow_with_the_journal()
    {
        using var journal = new JournalFixture();
        using JournalWriter writer = journal.Create();
        string text = new('x', 500_000);
        for (int i = 1; i <= 100; i++)
        {
            writer.Append(JournalFixture.Records(i, i, text));
        }

        using JournalReader reader = JournalReader.Open(journal.Folder);
        long most = 0;
        foreach (JournalRecord record in reader.ReadFrom())
        {
            if (record.Sequence % 20 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        // All records together are 100 MB in memory; a page is about 8 MB.
        Assert.InRange(most, 1, 60_000_000);
    }
}
