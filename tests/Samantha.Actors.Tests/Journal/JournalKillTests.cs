using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Journal;

public sealed class JournalKillTests
{
    private const int Kills = 12;

    [Fact(Timeout = 120_000)]
    public async Task A_process_killed_while_writing_loses_nothing_that_it_acknowledged_and_doubles_nothing()
    {
        using var journal = new JournalFixture();
        var random = new Random(1);
        long acknowledged = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using CrasherProcess writer = CrasherProcess.Start("write", journal.Folder);
            for (int wanted = random.Next(1, 60); wanted > 0; wanted--)
            {
                string line = Assert.IsType<string>(await writer.Output.ReadLineAsync());
                acknowledged = long.Parse(line, CultureInfo.InvariantCulture);
            }

            writer.Kill();
            while (await writer.Output.ReadLineAsync() is { } line && long.TryParse(line, out long more) && more > acknowledged)
            {
                acknowledged = more;
            }

            acknowledged = AssertRecovered(journal, acknowledged);
        }
    }

    private static long AssertRecovered(JournalFixture journal, long acknowledged)
    {
        Assert.False(SessionLock.IsHeld(journal.Folder));
        (List<JournalRecord> read, JournalDamage? damage) = journal.ReadAll();
        Assert.Null(damage);
        Assert.Equal(Enumerable.Range(1, read.Count).Select(n => (long)n), read.Select(record => record.Sequence));

        // At most one append of three records was on its way, and it is there wholly or not at all.
        Assert.InRange(read.Count, acknowledged, acknowledged + 3);
        Assert.Equal(0, read.Count % 3);
        using JournalReader reader = JournalReader.Open(journal.Folder);
        Assert.Equal(read.Count, reader.ReadSummary()?.StepsDone);
        Assert.Contains(reader.ReadPartial()?.Text, new[] { null, "some text ", "some text and more" });
        return read.Count;
    }
}
