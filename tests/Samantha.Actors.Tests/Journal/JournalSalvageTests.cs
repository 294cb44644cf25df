using Samantha.Actors.Journal;

namespace Samantha.Actors.Tests.Journal;

public sealed class JournalSalvageTests
{
    [Fact]
    public void An_intact_journal_is_left_alone()
    {
        using JournalFixture journal = new JournalFixture().With(records: 10);
        byte[] before = File.ReadAllBytes(journal.Database);

        Assert.Null(JournalSalvage.Run(journal.Folder, JournalFixture.Time));

        Assert.Equal(before, File.ReadAllBytes(journal.Database));
        Assert.Single(Directory.GetFileSystemEntries(journal.Folder));
    }

    [Fact]
    public void The_valid_beginning_becomes_the_journal_and_the_damaged_file_is_kept()
    {
        using JournalFixture journal = new JournalFixture().With(records: 1000);
        journal.Tamper("UPDATE record SET json = 'x' WHERE sequence = 800");
        byte[] before = File.ReadAllBytes(journal.Database);

        JournalDamage? damage = JournalSalvage.Run(journal.Folder, JournalFixture.Time);

        Assert.Equal(799, damage?.LastGoodSequence);
        Assert.Equal(201, damage?.DroppedRecords);
        string kept = Assert.Single(Directory.GetDirectories(journal.Folder));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(kept, "journal.db")));
        using (JournalWriter writer = JournalWriter.OpenForAppend(journal.Folder))
        {
            writer.Append(JournalFixture.Records(800, 801));
        }

        (List<JournalRecord> read, JournalDamage? left) = journal.ReadAll();
        Assert.Equal(JournalFixture.Records(1, 801), read);
        Assert.Null(left);
    }

    [Fact]
    public void A_salvage_that_was_killed_half_way_is_completed_by_the_next()
    {
        using JournalFixture journal = new JournalFixture().With(records: 10);
        Directory.CreateDirectory(Path.Combine(journal.Folder, "salvaged"));
        File.Move(journal.Database, Path.Combine(journal.Folder, "salvaged", "journal.db"));

        Assert.Null(JournalSalvage.Run(journal.Folder, JournalFixture.Time));

        Assert.Equal(10, journal.ReadAll().Records.Count);
        Assert.False(Directory.Exists(Path.Combine(journal.Folder, "salvaged")));
    }

    [Fact]
    public void What_cannot_be_read_at_all_is_left_as_it_is()
    {
        using var journal = new JournalFixture();
        File.WriteAllText(journal.Database, "no journal");

        Assert.Equal(
            JournalProblem.Damaged,
            Assert.Throws<JournalException>(() => JournalSalvage.Run(journal.Folder, JournalFixture.Time)).Problem);

        Assert.Equal("no journal", File.ReadAllText(journal.Database));
    }
}
