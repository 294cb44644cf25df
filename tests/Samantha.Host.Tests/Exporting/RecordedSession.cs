using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Exporting;

/// <summary>
/// A data folder with one finished session in a real journal: two steps, of which the first ran code that left a file.
/// </summary>
internal sealed class RecordedSession : IDisposable
{
    public const string Id = "20261122-1004-rain-k3f9";

    private static readonly DateTimeOffset s_start = new(2026, 11, 22, 10, 4, 5, TimeSpan.Zero);

    private readonly TempFolder _data = new();

    public RecordedSession()
    {
        DataFolder.Locate(_data.Path).EnsureWritable();
        Directory.CreateDirectory(Folder);
        var step = new StepPosition(1, 1, 1, 1);
        File.WriteAllBytes(WriteFile(step.StepId, "out/table.csv"), Table);
        using JournalWriter writer = JournalWriter.Create(Folder, SessionId.Parse(Id), TimeProvider.System);
        writer.Append(
            [.. Events(step).Select(SessionJournals.ToRecord)],
            new SessionSummary("Rain", SessionStatusText.Finished, s_start, s_start, 2, 2, 92, 0));
    }

    public static byte[] Table { get; } = Encoding.UTF8.GetBytes("day,rain\nMon,62\n");

    public string Data => _data.Path;

    public string Folder => Path.Combine(_data.Path, "sessions", Id);

    public string File_(string name) => _data.File(name);

    /// <summary>The command with this data folder.</summary>
    public Task<Outcome> ExportAsync(params string[] args) => Cli.RunAsync(["export", .. args, "--data", Data]);

    /// <summary>Changes the journal behind the program's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, JournalWriter.FileName)};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    public string WriteFile(string stepId, string name)
    {
        string path = SessionFiles.PathOf(Folder, stepId, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose() => _data.Dispose();

    private static SessionEvent[] Events(StepPosition step)
    {
        ChainDefinition chain = ChainDefinition.FromPrompts(PromptList.Literal(["Describe the rain", "More"]), "Rain") with
        {
            Models = [ModelEntry.Of("samantha-mini")],
        };
        StepPosition next = step with { Prompt = 2 };
        var file = new ProducedFile("out/table.csv", Table.Length, Convert.ToHexStringLower(SHA256.HashData(Table)));
        var outcome = new CodeOutcome
        {
            End = CodeRunEnd.Exited, ExitCode = 0, Output = [new OutputPart(false, "62\n")], Sandbox = "bubblewrap",
                Files = [file],
        };
        var values = Hyperparameters.Default with { Seed = 7 };
        return
        [
            new SessionStarted(1, s_start, Id, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 42, "0.1.0"),
            new StepStarted(2, s_start, step, 1, "samantha-mini", values, 7, "", "", "Describe the rain"),
            new ResponseCommitted(3, s_start, step, 1, "It *rained*.\n\n```python\nprint(62)\n```", 12, 20, 100, 900,
                ResponseStopReason.EndOfTurn, new ExtractedCode("print(62)", [], [])),
            new CodeExecuted(4, s_start, step, 1, outcome),
            new StepStarted(5, s_start, next, 1, "samantha-mini", values, 8, "", "", "More"),
            new ResponseCommitted(6, s_start, next, 1, "=1+1 \u001b[2J\u202Ex", 30, 30, 100, 900, ResponseStopReason.EndOfTurn),
            new SessionFinished(7, s_start),
        ];
    }
}
