namespace Samantha.Actors.Journal;

/// <summary>
/// The layout of a journal file, version 1. Extend-only: a later version adds tables or columns and keeps reading this one; the
/// committed fixture of each version holds that.
/// </summary>
internal static class JournalSchema
{
    /// <summary>"SamJ": marks the SQLite file as a journal of ours.</summary>
    public const int ApplicationId = 0x53616D4A;

    public const int Version = 1;

    /// <summary>
    /// record: the events, chained by checksum. head: what the last record must be, so that a cut end is noticed. summary: the
    /// line for lists. partial: pieces of the running step's text; bytes, because the text may hold NUL.
    /// </summary>
    public const string Create = """
        CREATE TABLE head (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            session_id TEXT NOT NULL,
            created_utc TEXT NOT NULL,
            last_sequence INTEGER NOT NULL,
            last_checksum BLOB NOT NULL
        ) STRICT;
        CREATE TABLE record (
            sequence INTEGER PRIMARY KEY,
            at_utc TEXT NOT NULL,
            type TEXT NOT NULL,
            json TEXT NOT NULL,
            checksum BLOB NOT NULL
        ) STRICT;
        CREATE TABLE summary (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            chain_name TEXT NOT NULL,
            status TEXT NOT NULL,
            started_utc TEXT NOT NULL,
            changed_utc TEXT NOT NULL,
            steps_done INTEGER NOT NULL,
            steps_total INTEGER,
            tokens INTEGER NOT NULL,
            failures INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE partial (
            piece INTEGER PRIMARY KEY,
            step_id TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            tokens INTEGER NOT NULL,
            text BLOB NOT NULL
        ) STRICT;
        PRAGMA user_version = 1;
        PRAGMA application_id = 1398893898;
        """;

    // One statement, because lists ask it of hundreds of files.
    public const string SelectKind =
        "SELECT a.application_id, v.user_version FROM pragma_application_id AS a, pragma_user_version AS v";

    public const string CountTables = "SELECT count(*) FROM sqlite_schema";

    public const string InsertHead =
        "INSERT INTO head VALUES (1, $session, $created, 0, $checksum)";

    public const string SelectHead =
        "SELECT session_id, last_sequence, last_checksum FROM head WHERE only_row = 1";

    public const string MoveHead = """
        UPDATE head SET last_sequence = $last, last_checksum = $checksum
        WHERE only_row = 1 AND last_sequence = $expected
        """;

    public const string InsertRecord =
        "INSERT INTO record VALUES ($sequence, $at, $type, $json, $checksum)";

    public const string SelectRecords =
        "SELECT sequence, at_utc, type, json, checksum FROM record WHERE sequence >= $from ORDER BY sequence";

    public const string SelectChecksum =
        "SELECT checksum FROM record WHERE sequence = $sequence";

    public const string SelectLastSequence = "SELECT coalesce(max(sequence), 0) FROM record";

    public const string PutSummary = """
        INSERT OR REPLACE INTO summary VALUES (1, $chain, $status, $started, $changed, $done, $total, $tokens, $failures)
        """;

    public const string SelectSummary =
        "SELECT chain_name, status, started_utc, changed_utc, steps_done, steps_total, tokens, failures FROM summary";

    /// <summary>
    /// A cache that version 1 got later: made when the first one is written, and missed by nobody who does not know it.
    /// </summary>
    public const string CreateSnapshot = """
        CREATE TABLE IF NOT EXISTS snapshot (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            sequence INTEGER NOT NULL,
            form TEXT NOT NULL,
            text TEXT NOT NULL,
            seal BLOB NOT NULL
        ) STRICT
        """;

    public const string PutSnapshot = "INSERT OR REPLACE INTO snapshot VALUES (1, $sequence, $form, $text, $seal)";

    public const string CountSnapshotTables = "SELECT count(*) FROM sqlite_schema WHERE name = 'snapshot'";

    public const string SelectSnapshot = "SELECT sequence, form, text, seal FROM snapshot";

    public const string SelectSettledFromEnd = """
        SELECT sequence FROM record WHERE type IN ('response-committed', 'step-failed', 'model-skipped')
        ORDER BY sequence DESC LIMIT 1 OFFSET $skip
        """;

    public const string SelectStartedBefore =
        "SELECT max(sequence) FROM (SELECT sequence FROM record WHERE type = 'step-started' AND sequence < $before "
        + "ORDER BY sequence DESC LIMIT 1)";

    public const string SelectNextOfType =
        "SELECT sequence, at_utc, type, json FROM record WHERE type = $type AND sequence >= $from ORDER BY sequence LIMIT 1";

    public const string ClearPartial = "DELETE FROM partial";

    public const string InsertPartial =
        "INSERT INTO partial (step_id, attempt, tokens, text) VALUES ($step, $attempt, $tokens, $text)";

    public const string SelectPartial = "SELECT step_id, attempt, tokens, text FROM partial ORDER BY piece";
}
