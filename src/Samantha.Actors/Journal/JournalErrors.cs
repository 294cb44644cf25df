using Microsoft.Data.Sqlite;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>Translates what SQLite and the system report into the few problems that a user can act on.</summary>
internal static class JournalErrors
{
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoErr = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    // Creating SQLite's shared-memory file on a full disk is reported as a plain I/O error; below this much space call it full.
    private const long FullBytesMax = 64 * 1024;

    /// <param name="path">The journal file.</param>
    /// <param name="doing">Such as "write to" or "read".</param>
    /// <param name="error">What SQLite threw.</param>
    public static JournalException From(string path, string doing, SqliteException error)
    {
        string subject = $"cannot {doing} the journal '{path}'";
        string detail = error.Message;
        return error.SqliteErrorCode switch
        {
            Full => DiskFull(subject, error),
            IoErr or CantOpen when IsFull(path) => DiskFull(subject, error),
            Busy or Locked => new(
                JournalProblem.Locked,
                $"{subject}: another process is writing to it; stop that process, then try again",
                error),
            Constraint => ForeignWriter(path, error),
            ReadOnly or Perm or CantOpen => new(
                JournalProblem.ReadOnly,
                $"{subject}: the folder or file does not allow it; check the rights of '{Path.GetDirectoryName(path)}' or choose"
                    + " another data folder with --data",
                error),
            Corrupt or NotADatabase => new(JournalProblem.Damaged, $"{subject}: the file is damaged ({detail})", error),
            _ => new(
                JournalProblem.IoError,
                $"{subject}: the system reported an error ({detail}); check the disk, then resume the session",
                error),
        };
    }

    public static JournalException From(string path, string doing, Exception error) => error switch
    {
        JournalException journal => journal,
        SqliteException sqlite => From(path, doing, sqlite),
        IOException io when DiskErrors.IsDiskFull(io) => DiskFull($"cannot {doing} the journal '{path}'", io),
        UnauthorizedAccessException => new(JournalProblem.ReadOnly, $"cannot {doing} the journal '{path}': no permission", error),
        _ => new(JournalProblem.IoError, $"cannot {doing} the journal '{path}': {error.Message}", error),
    };

    public static JournalException ForeignWriter(string path, Exception? error = null) => new(
        JournalProblem.Locked,
        $"the journal '{path}' was changed by another process; stop that process, then resume the session",
        error);

    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase;

    private static JournalException DiskFull(string subject, Exception error) =>
        new(JournalProblem.DiskFull, $"{subject}: the disk is full; free some space, then resume the session", error);

    private static bool IsFull(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < FullBytesMax;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
