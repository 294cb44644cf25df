using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Journal;

/// <summary>
/// Files as a kill, a loss of power or a bad disk leaves them: the write-ahead log and the database cut and changed at every frame,
/// page and kind of byte. What is read is always a beginning of what was written, and the session can go on from it.
/// </summary>
public sealed class JournalTearTests
{
    private const int WalHeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int PageBytes = 4096;
    private const int Appends = 8;

    private static readonly string s_text = new('t', 700);

    [Fact(Timeout = 120_000)]
    public async Task A_log_that_is_cut_anywhere_gives_whole_appends_and_takes_more() => await Task.Run(() =>
    {
        (byte[] database, byte[] log) = JustKilled();
        int frames = (log.Length - WalHeaderBytes) / (FrameHeaderBytes + PageBytes);
        Assert.InRange(frames, Appends, 200);
        for (int frame = 0; frame <= frames; frame++)
        {
            int start = WalHeaderBytes + (frame * (FrameHeaderBytes + PageBytes));
            foreach (int cut in new[] { start - 1, start, start + 7, start + FrameHeaderBytes, start + FrameHeaderBytes + (PageBytes / 2) })
            {
                GoesOn(database, log[..Math.Clamp(cut, 0, log.Length)], mayBeRefused: false);
            }
        }
    });

    [Fact(Timeout = 120_000)]
    public async Task A_log_with_a_changed_bit_anywhere_gives_whole_appends_and_takes_more() => await Task.Run(() =>
    {
        (byte[] database, byte[] log) = JustKilled();
        for (int frame = 0; WalHeaderBytes + (frame * (FrameHeaderBytes + PageBytes)) < log.Length; frame++)
        {
            int start = WalHeaderBytes + (frame * (FrameHeaderBytes + PageBytes));
            foreach (int at in new[] { start - WalHeaderBytes + 3, start + 2, start + 9, start + 17, start + FrameHeaderBytes + 1000 })
            {
                byte[] changed = [.. log];
                changed[Math.Min(at, log.Length - 1)] ^= 0x10;
                GoesOn(database, changed, mayBeRefused: false);
            }
        }
    });

    [Fact(Timeout = 120_000)]
    public async Task A_database_that_is_cut_at_any_page_gives_a_beginning_or_is_named() => await Task.Run(() =>
    {
        byte[] database = Closed();
        for (int cut = 0; cut < database.Length; cut += PageBytes / 4)
        {
            GoesOn(database[..cut], [], mayBeRefused: true);
        }
    });

    [Fact(Timeout = 120_000)]
    public async Task A_database_with_a_changed_bit_anywhere_gives_a_beginning_or_is_named() => await Task.Run(() =>
    {
        byte[] database = Closed();
        for (int at = 0; at < database.Length; at += 211)
        {
            byte[] changed = [.. database];
            changed[at] ^= 0x04;
            GoesOn(changed, [], mayBeRefused: true);
        }
    });

    /// <summary>A session's files as a process leaves them that is killed: nothing moved from the log to the database.</summary>
    private static (byte[] Database, byte[] Log) JustKilled()
    {
        using var journal = new JournalFixture();
        using JournalWriter writer = journal.Create();
        Write(writer);
        return (File.ReadAllBytes(journal.Database), File.ReadAllBytes(journal.Database + "-wal"));
    }

    private static byte[] Closed()
    {
        using var journal = new JournalFixture();
        using (JournalWriter writer = journal.Create())
        {
            Write(writer);
        }

        return File.ReadAllBytes(journal.Database);
    }

    private static void Write(JournalWriter writer)
    {
        for (int append = 0; append < Appends; append++)
        {
            writer.Append(
                JournalFixture.Records(writer.LastSequence + 1, writer.LastSequence + 3, s_text), JournalFixture.Summary());
        }
    }

    /// <summary>Reads the files, has them salvaged as a resumed session does, and adds to them.</summary>
    private static void GoesOn(byte[] database, byte[] log, bool mayBeRefused)
    {
        using var folder = new TemporaryFolder();
        string session = Path.Combine(folder.Path, JournalFixture.Session.Text);
        Directory.CreateDirectory(session);
        string path = Path.Combine(session, JournalWriter.FileName);
        File.WriteAllBytes(path, database);
        if (log.Length > 0)
        {
            File.WriteAllBytes(path + "-wal", log);
        }

        try
        {
            JournalDamage? damage = JournalSalvage.Run(session, JournalFixture.Time);
            using JournalWriter writer = JournalWriter.OpenForAppend(session);
            long kept = writer.LastSequence;
            Assert.True(mayBeRefused || kept % 3 == 0, $"{kept} records are no whole appends");
            Assert.True(damage is null || (damage.What.Length > 0 && damage.LastGoodSequence == kept), $"{damage} with {kept} kept");
            writer.Append([JournalFixture.Record(kept + 1, "more")]);
            using JournalReader reader = JournalReader.Open(session);
            Assert.Equal([.. JournalFixture.Records(1, kept, s_text), JournalFixture.Record(kept + 1, "more")], reader.ReadFrom());
            Assert.Null(reader.Damage);
        }
        catch (JournalException refused)
        {
            // An unreadable file is named and left as it is; it never becomes an empty session in silence.
            Assert.True(mayBeRefused || refused.Problem is JournalProblem.Empty or JournalProblem.NotFound, refused.Message);
        }
    }
}
