using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// The only writer of one session's journal. A record is durable when <see cref="Append(IReadOnlyList{JournalRecord}, SessionSummary?, bool)"/>
/// returns: it survives a kill of the process and a loss of power. It does not interpret events. Not thread-safe: one owner calls it.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    public const string FileName = "journal.db";

    /// <summary>0 when nothing was written yet.</summary>
    public long LastSequence => throw new NotImplementedException();

    public static JournalWriter Create(string sessionFolder, SessionId session, TimeProvider time) => throw new NotImplementedException();

    /// <summary>Checks version and tail before anything is written.</summary>
    /// <exception cref="JournalException">Damaged: use <see cref="JournalSalvage"/> first.</exception>
    public static JournalWriter OpenForAppend(string sessionFolder) => throw new NotImplementedException();

    /// <summary>
    /// Writes all records, the summary (when given) and, when <paramref name="clearsPartial"/>, the removal of the running step's partial
    /// text in one transaction. Sequences must continue <see cref="LastSequence"/>. After a failure nothing of it was kept, except
    /// after <see cref="JournalProblem.IoError"/>, when the writer refuses further work and the journal must be reopened.
    /// </summary>
    public void Append(IReadOnlyList<JournalRecord> records, SessionSummary? summary = null, bool clearsPartial = false) =>
        throw new NotImplementedException();

    /// <summary>
    /// Adds <paramref name="newText"/> to the partial text of the step. The first call for another step or attempt drops the older text.
    /// Survives the death of the process; after a power loss the last seconds may be missing.
    /// </summary>
    /// <param name="stepId">Position of the step.</param>
    /// <param name="attempt">1-based.</param>
    /// <param name="newText">Only what came since the last call; whole characters.</param>
    /// <param name="tokens">Response tokens so far, including those of <paramref name="newText"/>.</param>
    public void SavePartial(string stepId, int attempt, string newText, int tokens) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
