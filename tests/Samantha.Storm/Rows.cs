using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Samantha.Storm;

/// <summary>
/// A session's journal as anybody could read it: rows of a database and JSON, with no code of the program in between. It knows
/// responses and programs' outcomes, and what belongs to which step.
/// </summary>
internal sealed class Rows
{
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Committed responses that count, in order: step, what was sent, what came.</summary>
    public required IReadOnlyList<Response> Responses { get; init; }

    public required IReadOnlyList<(string StepId, string Outcome)> Programs { get; init; }

    public bool IsFinished => Lines.Count > 0 && TypeOf(Lines[^1]) == "session-finished";

    public static Rows Read(string sessionFolder)
    {
        var lines = new List<string>();
        // A host that was killed at its end leaves a log that only a writer may bring in.
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(sessionFolder, "journal.db")};Mode=ReadWrite;Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT sequence, json FROM record ORDER BY sequence";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (reader.GetInt64(0) != lines.Count + 1)
                {
                    throw new InvalidDataException($"record {reader.GetInt64(0)} stands where {lines.Count + 1} must");
                }

                lines.Add(reader.GetString(1));
            }
        }

        return Of(lines);
    }

    private static Rows Of(IReadOnlyList<string> lines)
    {
        var responses = new List<Response>();
        var programs = new List<(string, string)>();
        var sent = new Dictionary<string, string>();
        foreach (string line in lines)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            switch (root.GetProperty("type").GetString())
            {
                case "step-started":
                    sent[Attempt(root)] = $"{root.GetProperty("seed")} {root.GetProperty("previousResponse")} {root.GetProperty("prompt")}";
                    break;
                case "response-committed" when root.GetProperty("stopReason").GetString() != "interrupted":
                    responses.Add(new Response(
                        root.GetProperty("position").GetString()!,
                        sent.GetValueOrDefault(Attempt(root), "never started"),
                        root.GetProperty("text").GetString()!,
                        root.GetProperty("stopReason").GetString()!));
                    break;
                case "code-executed":
                    JsonElement outcome = root.GetProperty("outcome");
                    programs.Add((
                        root.GetProperty("position").GetString()!,
                        $"{outcome.GetProperty("end")} {outcome.GetProperty("exitCode")} {outcome.GetProperty("output")}"));
                    break;
            }
        }

        return new Rows { Lines = lines, Responses = responses, Programs = programs };
    }

    private static string TypeOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("type").GetString()!;
    }

    private static string Attempt(JsonElement root) => string.Create(
        CultureInfo.InvariantCulture, $"{root.GetProperty("position").GetString()} {root.GetProperty("attempt").GetInt32()}");

    internal sealed record Response(string StepId, string Sent, string Text, string End);
}
