using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Journal;

/// <summary>A session folder in a temporary place, with records to write and raw access to the file.</summary>
internal sealed class JournalFixture : IDisposable
{
    private readonly TemporaryFolder root = new();

    public JournalFixture(string? parent = null)
    {
        Folder = Path.Combine(parent ?? root.Path, Session.Text);
        Directory.CreateDirectory(Folder);
    }

    public static SessionId Session { get; } = SessionId.Parse("20261122-1004-refine-k3f9");

    public static FixedTime Time { get; } = new();

    public string Folder { get; }

    public string Database => Path.Combine(Folder, JournalWriter.FileName);

    public static JournalRecord Record(long sequence, string text = "text") => new(
        sequence, Time.Now.AddTicks(sequence * 12345), $"type-{sequence % 3}", $$"""{"n":{{sequence}},"text":"{{text}}"}""");

    public static JournalRecord[] Records(long first, long last, string text = "text") =>
        [.. Enumerable.Range((int)first, (int)(last - first + 1)).Select(n => Record(n, text))];

    public static SessionSummary Summary(string status = SessionStatusText.Running, long done = 3) =>
        new("Refine \u2192 repeat", status, Time.Now, Time.Now.AddSeconds(5), done, 8, 1234, 1);

    public JournalWriter Create() => JournalWriter.Create(Folder, Session, Time);

    public JournalFixture With(int records)
    {
        using JournalWriter writer = Create();
        writer.Append(Records(1, records), Summary());
        return this;
    }

    /// <summary>Changes the file behind the program's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public (List<JournalRecord> Records, JournalDamage? Damage) ReadAll()
    {
        using JournalReader reader = JournalReader.Open(Folder);
        List<JournalRecord> records = [.. reader.ReadFrom()];
        return (records, reader.Damage);
    }

    public void Dispose() => root.Dispose();
}
