using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Journal;

public sealed class JournalFormatTests
{
    private const string Finished = "20261122-1004-refine-k3f9";
    private const string Killed = "20261122-1005-killed-p7qx";
    private static readonly DateTimeOffset Started = new(2026, 11, 22, 10, 4, 33, TimeSpan.Zero);

    [Fact]
    public void A_finished_journal_of_format_1_is_read_for_ever()
    {
        using JournalReader reader = JournalReader.Open(Fixture(Finished));

        Assert.Equal(Expected(), reader.ReadFrom());
        Assert.Null(reader.Damage);
        Assert.Equal(Finished, reader.Session.Text);
        Assert.Null(reader.ReadPartial());
        Assert.Equal(
            new SessionSummary("Refine \u2192 repeat", "finished", Started, Started.AddMinutes(61), 1, null, 161, 1),
            reader.ReadSummary());
    }

    [Fact]
    public void A_finished_journal_of_format_1_can_be_continued()
    {
        using var folder = new TemporaryFolder();
        Copy(Fixture(Finished), folder.Path);
        using (JournalWriter writer = JournalWriter.OpenForAppend(folder.Path))
        {
            writer.Append([new JournalRecord(6, Started, "session-resumed", "{}")]);
        }

        using JournalReader reader = JournalReader.Open(folder.Path);
        Assert.Equal(6, reader.ReadFrom().Count());
        Assert.Null(reader.Damage);
    }

    [Fact]
    public void A_journal_of_format_1_left_by_a_killed_process_is_read_for_ever()
    {
        using var folder = new TemporaryFolder();
        Copy(Fixture(Killed), folder.Path);

        using JournalReader reader = JournalReader.Open(folder.Path);

        Assert.Equal(Expected()[..2], reader.ReadFrom());
        Assert.Null(reader.Damage);
        Assert.Equal(new PartialResponse("L1.M1.R1.P1", 1, "Love \0is \u706f a", 4), reader.ReadPartial());
        Assert.Equal(8, reader.ReadSummary()?.StepsTotal);
    }

    private static JournalRecord[] Expected() =>
    [
        .. File.ReadLines(Path.Combine(Fixture("."), "records.jsonl"))
            .Select(line => JsonSerializer.Deserialize<JournalRecord>(line)!),
    ];

    private static string Fixture(string name) => Path.Combine(RepositoryRoot(), "tests", "fixtures", "journals", "v1", name);

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
