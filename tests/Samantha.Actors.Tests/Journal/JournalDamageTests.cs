using Samantha.Actors.Journal;

namespace Samantha.Actors.Tests.Journal;

public sealed class JournalDamageTests
{
    [Theory]
    [InlineData("UPDATE record SET json = replace(json, 'text', 'test') WHERE sequence = 5", 4)]
    [InlineData("UPDATE record SET type = 'other' WHERE sequence = 5", 4)]
    [InlineData("UPDATE record SET at_utc = '2026-11-22T10:04:33.0000001Z' WHERE sequence = 5", 4)]
    [InlineData("UPDATE record SET at_utc = 'noon' WHERE sequence = 5", 4)]
    [InlineData("UPDATE record SET checksum = zeroblob(32) WHERE sequence = 5", 4)]
    [InlineData("UPDATE record SET checksum = x'00' WHERE sequence = 5", 4)]
    [InlineData("DELETE FROM record WHERE sequence = 5", 4)]
    [InlineData("DELETE FROM record WHERE sequence >= 9", 8)]
    [InlineData("DELETE FROM record", 0)]
    [InlineData("UPDATE record SET sequence = 99 WHERE sequence = 10", 9)]
    [InlineData("UPDATE record SET json = '{}' WHERE sequence = 1", 0)]
    [InlineData("UPDATE head SET session_id = '20261122-1004-other-k3f9'", 0)]
    [InlineData("UPDATE head SET last_checksum = zeroblob(32)", 9)]
    public void A_changed_or_missing_record_ends_the_reading_after_the_last_good_one(string sql, int good)
    {
        using JournalFixture journal = new JournalFixture().With(records: 10);
        journal.Tamper(sql);

        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();

        Assert.Equal(JournalFixture.Records(1, good), read);
        Assert.NotNull(damage);
        Assert.Equal(good, damage.LastGoodSequence);
        Assert.Equal(10 - good, damage.DroppedRecords);
        Assert.Contains(journal.Database, damage.What, StringComparison.Ordinal);
        var refused = Assert.Throws<JournalException>(() => JournalWriter.OpenForAppend(journal.Folder));
        Assert.Equal(JournalProblem.Damaged, refused.Problem);
    }

    [Fact]
    public void Two_records_with_their_places_changed_are_found()
    {
        using JournalFixture journal = new JournalFixture().With(records: 10);
        journal.Tamper("""
            UPDATE record SET sequence = 100 WHERE sequence = 4;
            UPDATE record SET sequence = 4 WHERE sequence = 5;
            UPDATE record SET sequence = 5 WHERE sequence = 100;
            """);

        Assert.Equal(3, journal.ReadAll().Damage?.LastGoodSequence);
    }

    [Fact]
    public void With_a_lost_head_the_records_are_still_read()
    {
        using JournalFixture journal = new JournalFixture().With(records: 10);
        journal.Tamper("DELETE FROM head");

        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();

        Assert.Equal(10, read.Count);
        Assert.Equal(10, damage?.LastGoodSequence);
        Assert.Null(damage?.DroppedRecords);
        Assert.Throws<JournalException>(() => JournalWriter.OpenForAppend(journal.Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no database at all, but a text of some length")]
    public void A_file_that_is_no_journal_is_named(string content)
    {
        using var journal = new JournalFixture();
        File.WriteAllText(journal.Database, content);

        var refused = Assert.Throws<JournalException>(() => JournalReader.Open(journal.Folder));

        Assert.Equal(content.Length == 0 ? JournalProblem.Empty : JournalProblem.Damaged, refused.Problem);
        Assert.Equal(content, File.ReadAllText(journal.Database));
        Assert.Equal(JournalProblem.AlreadyExists, Assert.Throws<JournalException>(journal.Create).Problem);
    }

    [Fact]
    public void A_file_full_of_nul_bytes_is_named()
    {
        using JournalFixture journal = new JournalFixture().With(records: 3);
        File.WriteAllBytes(journal.Database, new byte[64_560]);

        Assert.Equal(JournalProblem.Damaged, Assert.Throws<JournalException>(() => JournalReader.Open(journal.Folder)).Problem);
    }

    [Fact]
    public void A_missing_journal_is_named()
    {
        using var journal = new JournalFixture();

        Assert.Equal(JournalProblem.NotFound, Assert.Throws<JournalException>(() => JournalReader.Open(journal.Folder)).Problem);
        Assert.Equal(
            JournalProblem.NotFound, Assert.Throws<JournalException>(() => JournalWriter.OpenForAppend(journal.Folder)).Problem);
        Assert.Empty(Directory.GetFiles(journal.Folder));
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_neither_read_nor_changed()
    {
        using JournalFixture journal = new JournalFixture().With(records: 3);
        journal.Tamper("PRAGMA user_version = 2");
        byte[] before = File.ReadAllBytes(journal.Database);

        foreach (Action open in new Action[]
            { () => JournalReader.Open(journal.Folder), () => JournalWriter.OpenForAppend(journal.Folder) })
        {
            var refused = Assert.Throws<JournalException>(open);
            Assert.Equal(JournalProblem.NewerVersion, refused.Problem);
            Assert.Contains("update samantha", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(journal.Database));
    }

    [Fact(Timeout = 120_000)]
    public async Task Random_damage_anywhere_in_the_file_never_yields_a_wrong_record()
    {
        using JournalFixture journal = new JournalFixture();
        using (JournalWriter writer = journal.Create())
        {
            writer.Append(JournalFixture.Records(1, 60, new string('t', 500)), JournalFixture.Summary());
        }

        JournalRecord[] written = JournalFixture.Records(1, 60, new string('t', 500));
        byte[] intact = await File.ReadAllBytesAsync(journal.Database);
        var random = new Random(20261122);
        int damaged = 0;
        for (int round = 0; round < 300; round++)
        {
            byte[] content = [.. intact];
            int at = random.Next(content.Length);
            int length = Math.Min(content.Length - at, random.Next(1, 600));
            random.NextBytes(content.AsSpan(at, length));
            await File.WriteAllBytesAsync(journal.Database, round % 5 == 0 ? content[..at] : content);
            try
            {
                (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();
                Assert.Equal(written[..read.Count], read);
                Assert.Equal(read.Count < 60, damage is not null && damage.LastGoodSequence < 60);
                damaged += damage is null ? 0 : 1;
            }
            catch (JournalException)
            {
                damaged++;
            }
        }

        Assert.InRange(damaged, 100, 300);
    }
}
