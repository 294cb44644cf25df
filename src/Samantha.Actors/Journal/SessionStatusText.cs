namespace Samantha.Actors.Journal;

/// <summary>The words for a session's status in summaries and lists.</summary>
public static class SessionStatusText
{
    /// <summary>Not ended. Alive if its lock is held; else it was interrupted (see <see cref="Interrupted"/>).</summary>
    public const string Running = "running";

    /// <summary>
    /// Held by the user. Alive if its lock is held; else it was interrupted in its pause (see <see cref="Interrupted"/>).
    /// </summary>
    public const string Paused = "paused";

    /// <summary>Ended before its plan did, by the user or by a rule; can be resumed.</summary>
    public const string Stopped = "stopped";

    public const string Finished = "finished";

    /// <summary>Ended by an error.</summary>
    public const string Failed = "failed";

    /// <summary>Shown, never stored: the summary says running, but no process holds the session.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Shown, never stored: the program died before it wrote the first event. There is nothing to show or resume.</summary>
    public const string Empty = "empty";

    /// <summary>Shown, never stored: the journal cannot be read.</summary>
    public const string Damaged = "damaged";
}
