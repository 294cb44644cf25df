using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;

namespace Samantha.Actors.Resuming;

/// <summary>
/// Makes a declared branch: a new session that begins with a copy of another one's journal and files and says where it came from
/// and what is different. The other session is only read. A branch is complete or not there: it is made beside the sessions and
/// put among them by one rename.
/// </summary>
public static class SessionBranches
{
    private const int RecordsAtOnce = 500;
    private const string ResponseType = "response-committed";
    private const string UnfinishedPrefix = ".branch-";

    /// <param name="data">Where both sessions are.</param>
    /// <param name="from">The session to branch off; it must not run.</param>
    /// <param name="chain">The chain from here on.</param>
    /// <param name="source">The file that it came from.</param>
    /// <param name="modelChanges">What else is different, one line each.</param>
    /// <param name="programVersion">Of this program.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SessionInUseException">The session runs.</exception>
    /// <exception cref="JournalException">A journal cannot be read or written.</exception>
    /// <exception cref="BranchException">The session cannot go on with this chain.</exception>
    public static SessionId Create(
        DataFolder data, SessionId from, ChainDefinition chain, ChainSource? source, ImmutableArray<string> modelChanges,
        string programVersion, TimeProvider time)
    {
        string old = data.SessionFolder(from);
        if (SessionLock.IsHeld(old))
        {
            throw new SessionInUseException(old, SessionLock.ReadOwner(old));
        }

        SessionState state = SessionJournals.ReadState(old);
        chain = SessionBranching.Fitting(state, chain);
        if (SessionBranching.Problem(state, chain) is { } problem)
        {
            throw new BranchException($"session {from} cannot go on with this chain: {problem}");
        }

        ImmutableArray<string> changes = [.. ChainDifference.Describe(state.Chain!, chain), .. modelChanges];
        return Make(data, from, state, (n, at) => new SessionBranched(
            n, at, from.Text, n - 1, ChainJson.Serialize(chain), ChainFingerprint.Of(chain),
            SessionBranching.BaseSeedOf(state, chain), changes, programVersion, source), time);
    }

    /// <summary>
    /// A branch in which one response goes on otherwise. The other session may run: what is copied of it does not change any more.
    /// </summary>
    /// <param name="point">That response, found in the session's journal.</param>
    /// <param name="wish">Without a problem, see <see cref="SessionSteering.Problem"/>.</param>
    /// <exception cref="JournalException">A journal cannot be read or written.</exception>
    public static SessionId Steer(
        DataFolder data, SessionId from, SteeringPoint point, SteeringWish wish, string programVersion, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(point);
        SessionState before = point.Before;
        return Make(data, from, before, (n, at) => new SessionBranched(
            n, at, from.Text, n - 1, ChainJson.Serialize(before.Chain!), before.Fingerprint, before.BaseSeed,
            SessionSteering.Changes(point, wish), programVersion, before.Source, SessionSteering.Steer(point, wish)),
            time);
    }

    private static SessionId Make(
        DataFolder data, SessionId from, SessionState state, Func<long, DateTimeOffset, SessionBranched> make, TimeProvider time)
    {
        string old = data.SessionFolder(from);
        SessionBranched branched = make(state.LastSequence + 1, time.GetUtcNow());
        SessionState after = state.Apply(branched);
        SessionId id = FreeId(data, after.Chain!.Name, time);
        string folder = Path.Combine(data.SessionsFolder, UnfinishedPrefix + id.Text);
        OwnerOnly.CreateFolder(folder);
        try
        {
            using (JournalWriter writer = JournalWriter.Create(folder, id, time))
            {
                HashSet<string> answered = Copy(old, state.LastSequence, writer, id);
                answered.Remove(branched.Steered?.Position.StepId ?? "");
                CopyEvidence(old, writer, answered);
                writer.Append([SessionJournals.ToRecord(branched)], Summary(after, id, time));
                CopyFiles(SessionFiles.RootOf(old), SessionFiles.RootOf(folder), answered.Contains);
            }

            SessionOrigin.Write(folder, from);
            Directory.Move(folder, data.SessionFolder(id));
            FolderSync.Flush(data.SessionsFolder);
            return id;
        }
        catch
        {
            Remove(folder);
            throw;
        }
    }

    /// <summary>The ids of the steps whose responses were copied.</summary>
    private static HashSet<string> Copy(string old, long lastSequence, JournalWriter writer, SessionId id)
    {
        HashSet<string> answered = [];
        using JournalReader reader = JournalReader.Open(old);
        foreach (JournalRecord[] records in reader.ReadFrom().TakeWhile(r => r.Sequence <= lastSequence).Chunk(RecordsAtOnce))
        {
            if (records[0].Sequence == 1 && SessionEventJson.Deserialize(records[0].Json) is SessionStarted started)
            {
                records[0] = SessionJournals.ToRecord(started with { SessionId = id.Text });
            }

            writer.Append(records);
            answered.UnionWith(records
                .Where(record => record.Type == ResponseType)
                .Select(record => StepOfEvent.Find(record.Json)?.StepId)
                .OfType<string>());
        }

        return answered;
    }

    private static void CopyEvidence(string old, JournalWriter writer, HashSet<string> answered)
    {
        using JournalReader reader = JournalReader.Open(old);
        foreach (EvidenceRow[] rows in reader.ReadEvidence().Where(row => answered.Contains(row.StepId)).Chunk(RecordsAtOnce))
        {
            writer.Append([], evidence: rows);
        }
    }

    private static SessionSummary Summary(SessionState state, SessionId id, TimeProvider time)
    {
        var writes = new SessionWrites(id, time) { StepsTotal = Chains.Plans.Plan.Create(state.Chain!, state.BaseSeed).TotalSteps };
        writes.Restore(state);
        return writes.Summary();
    }

    // What code left is regular files; anything else is none of its doing and is not followed.
    private static void CopyFiles(string from, string to, Func<string, bool> keeps)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        OwnerOnly.CreateFolder(to);
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is not null || !keeps(entry.Name))
            {
                continue;
            }

            if (entry is DirectoryInfo folder)
            {
                CopyFiles(folder.FullName, target, _ => true);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }
        }
    }

    private static SessionId FreeId(DataFolder data, string name, TimeProvider time)
    {
        SessionId id;
        do
        {
            id = SessionId.Create(time.GetUtcNow(), name);
        }
        while (Path.Exists(data.SessionFolder(id)));
        return id;
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is no session, whatever is left of it.
        }
    }
}
