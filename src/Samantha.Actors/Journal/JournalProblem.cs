namespace Samantha.Actors.Journal;

/// <summary>Why a journal could not be read or written.</summary>
public enum JournalProblem
{
    /// <summary>There is no journal at the path.</summary>
    NotFound,

    /// <summary>The file holds nothing yet: it is being made, or the program died while it was.</summary>
    Empty,

    /// <summary>A new journal was asked for where one exists.</summary>
    AlreadyExists,

    /// <summary>No space is left; nothing of the failed append was kept, and it may be repeated after space was made.</summary>
    DiskFull,

    /// <summary>The file, folder or file system does not allow writing.</summary>
    ReadOnly,

    /// <summary>Another process is writing.</summary>
    Locked,

    /// <summary>The file is not a journal, or its content does not match its checksums.</summary>
    Damaged,

    /// <summary>Written by a newer version of this program.</summary>
    NewerVersion,

    /// <summary>The system reported an input/output error; whether the last append was kept is known only after
    /// reopening.</summary>
    IoError,
}
