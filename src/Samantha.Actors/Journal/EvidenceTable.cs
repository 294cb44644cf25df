using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Samantha.Chains.Evidence;

namespace Samantha.Actors.Journal;

/// <summary>
/// The journal's table of evidence. It is there only in journals of sessions that keep evidence; every row has a checksum of its
/// own, and a damaged one is left out without harm to the events.
/// </summary>
internal static class EvidenceTable
{
    public const string Create = """
        CREATE TABLE IF NOT EXISTS evidence (
            step_id TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            first_token INTEGER NOT NULL,
            tokens INTEGER NOT NULL,
            data BLOB NOT NULL,
            checksum BLOB NOT NULL,
            PRIMARY KEY (step_id, attempt, first_token)
        ) STRICT
        """;

    public const string Insert =
        "INSERT OR REPLACE INTO evidence VALUES ($step, $attempt, $first, $tokens, $data, $checksum)";

    private const string Exists = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'evidence'";

    private const string Select =
        "SELECT step_id, attempt, first_token, tokens, data, checksum FROM evidence"
        + " WHERE ($step IS NULL OR step_id = $step) ORDER BY rowid";

    public static byte[] Checksum(EvidenceRow row) => SHA256.HashData([
        .. Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{row.StepId}|{row.Attempt}|{row.Block.FirstIndex}|{row.Block.Tokens}|")),
        .. row.Block.Data,
    ]);

    /// <summary>The rows that are intact, in the order in which they were written.</summary>
    /// <param name="connection">An open journal.</param>
    /// <param name="stepId">Null = all steps.</param>
    /// <param name="onDamage">Called for each row that cannot be used.</param>
    public static IEnumerable<EvidenceRow> Read(SqliteConnection connection, string? stepId, Action onDamage)
    {
        using (SqliteCommand exists = connection.CreateCommand())
        {
            exists.CommandText = Exists;
            if (exists.ExecuteScalar() is 0L)
            {
                yield break;
            }
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Select;
        command.Parameters.AddWithValue("$step", (object?)stepId ?? DBNull.Value);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            var read = new EvidenceRow(
                row.GetString(0),
                row.GetInt32(1),
                new EvidenceBlock(row.GetInt32(2), row.GetInt32(3), ImmutableArray.Create((byte[])row.GetValue(4))));
            if (Checksum(read).AsSpan().SequenceEqual((byte[])row.GetValue(5)))
            {
                yield return read;
            }
            else
            {
                onDamage();
            }
        }
    }
}
