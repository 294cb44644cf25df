using Microsoft.Data.Sqlite;

namespace Samantha.Actors.Journal;

/// <summary>
/// Opens journal files: connection settings, file kind and version. It knows nothing of records.
/// </summary>
internal static class JournalDatabase
{
    // A journal has one writer, so waiting longer than this for a lock means that something is wrong.
    private const int LockWaitSeconds = 5;

    public static SqliteConnection OpenForWriting(string path, bool create)
    {
        SqliteConnection connection = Connect(path, create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
        try
        {
            if (!create)
            {
                CheckKind(connection, path);
            }

            // FULL in WAL mode: a commit returns after the log is on the disk. The limit trims a log that one huge step made.
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA journal_size_limit = 16777216");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="JournalException">Not found, damaged, newer version, or not readable.</exception>
    public static SqliteConnection OpenForReading(string path)
    {
        if (!File.Exists(path))
        {
            throw new JournalException(JournalProblem.NotFound, $"there is no journal at '{path}'");
        }

        SqliteConnection? connection = null;
        try
        {
            connection = Connect(path, SqliteOpenMode.ReadOnly);
            CheckKind(connection, path);
            return connection;
        }
        catch (SqliteException e) when (NeedsImmutable(path, e))
        {
            connection?.Dispose();
            return OpenImmutable(path);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw JournalErrors.From(path, "read", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Null when it is lost: the row is gone or its page is damaged.</summary>
    public static JournalHead? TryReadHead(SqliteConnection connection)
    {
        try
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = JournalSchema.SelectHead;
            using SqliteDataReader row = command.ExecuteReader();
            return row.Read() ? new JournalHead(row.GetString(0), row.GetInt64(1), (byte[])row.GetValue(2)) : null;
        }
        catch (SqliteException e) when (JournalErrors.IsDamage(e))
        {
            return null;
        }
    }

    /// <summary>Leaves one plain file instead of file and log; without effect while somebody reads.</summary>
    public static void TryLeaveWal(SqliteConnection connection)
    {
        // Not through a command: that would repeat for seconds while a reader is there.
        _ = SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, 0);
        _ = SQLitePCL.raw.sqlite3_exec(connection.Handle, "PRAGMA journal_mode = DELETE");
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = LockWaitSeconds,
        };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>On a read-only disk SQLite cannot make its shared-memory file; without a pending log it is not needed
    /// either.</summary>
    private static bool NeedsImmutable(string path, SqliteException error)
    {
        const int ReadOnly = 8;
        const int CantOpen = 14;
        var log = new FileInfo(path + "-wal");
        return error.SqliteErrorCode is ReadOnly or CantOpen && (!log.Exists || log.Length == 0);
    }

    private static SqliteConnection OpenImmutable(string path)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(new Uri(path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
            CheckKind(connection, path);
            return connection;
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw JournalErrors.From(path, "read", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private static void CheckKind(SqliteConnection connection, string path)
    {
        (long application, long version) = ReadKind(connection);
        if (application == 0 && version == 0 && IsEmpty(connection, path))
        {
            throw new JournalException(
                JournalProblem.Empty, $"the session ended before it could write its first event; '{path}' is empty");
        }

        if (application != JournalSchema.ApplicationId)
        {
            throw new JournalException(
                JournalProblem.Damaged,
                $"'{path}' is not a journal of this program");
        }

        if (version > JournalSchema.Version)
        {
            throw new JournalException(
                JournalProblem.NewerVersion,
                $"the journal '{path}' was written by a newer version of samantha (format {version}; this version knows"
                    + $" {JournalSchema.Version}); update samantha to open it");
        }
    }

    // SQLite takes every file that is too short for its header for an empty database, also one that was cut off.
    private static bool IsEmpty(SqliteConnection connection, string path)
    {
        const int HeaderPageBytesMin = 512;
        if (new FileInfo(path).Length is > 0 and < HeaderPageBytesMin)
        {
            return false;
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = JournalSchema.CountTables;
        return command.ExecuteScalar() is 0L;
    }

    private static (long Application, long Version) ReadKind(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = JournalSchema.SelectKind;
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1)) : (0, 0);
    }
}
