using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Journal;

/// <summary>
/// Owns the journals that this process writes (their locks and writers) and serves the JournalActor's orders on whatever thread
/// it is called on. It outlives a restart of the actor, so that no lock is lost; it never interprets an event and never throws.
/// </summary>
public sealed class JournalFiles(DataFolder data, TimeProvider time, ILoggerFactory loggers) : IJournals, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ILogger _log = loggers.CreateLogger<JournalFiles>();
    private readonly Dictionary<SessionId, OpenFile> _open = [];

    /// <summary>
    /// Answers each order in turn; consecutive writes of one session share a transaction. A SavePartial has no answer unless it
    /// fails.
    /// </summary>
    public IReadOnlyList<object?> Serve(ImmutableArray<object> orders)
    {
        lock (_gate)
        {
            var answers = new List<object?>(orders.Length);
            while (answers.Count < orders.Length)
            {
                object order = orders[answers.Count];
                if (order is WriteEvents first)
                {
                    answers.AddRange(Write([.. orders
                        .Skip(answers.Count)
                        .TakeWhile(o => o is WriteEvents write && write.Session == first.Session)
                        .Cast<WriteEvents>()]));
                }
                else
                {
                    answers.Add(ServeOne(order));
                }
            }

            return answers;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (OpenFile file in _open.Values)
            {
                file.Dispose();
            }

            _open.Clear();
        }
    }

    private object? ServeOne(object order) => order switch
    {
        CreateJournal create => Open(create.Session, isNew: true),
        ReopenJournal reopen => Open(reopen.Session, isNew: false),
        SavePartial partial => Partial(partial),
        CloseJournal close => Close(close.Session),
        _ => null,
    };

    private object Open(SessionId session, bool isNew)
    {
        SessionLock? sessionLock = null;
        try
        {
            if (_open.Remove(session, out OpenFile? before))
            {
                before.Dispose(); // The session's actor was restarted and reads its journal again.
            }

            string folder = data.SessionFolder(session);
            sessionLock = SessionLock.Acquire(folder, time);
            (JournalWriter writer, SessionState state, string? note) =
                isNew ? SessionJournals.Create(folder, session, time) : SessionJournals.Reopen(folder, time);
            _open.Add(session, new OpenFile(sessionLock, writer));
            return new JournalOpened(session, state, note);
        }
        catch (SessionInUseException e)
        {
            return new JournalRefused(session, e.Message, InUse: true, NotFound: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            sessionLock?.Dispose();
            _log.LogError(e, "the journal of {Session} cannot be opened", session);
            bool notFound = e is JournalException { Problem: JournalProblem.NotFound or JournalProblem.Empty };
            return new JournalRefused(session, e.Message, InUse: false, notFound);
        }
    }

    private IEnumerable<object> Write(ImmutableArray<WriteEvents> writes)
    {
        SessionId session = writes[0].Session;
        string? problem = null;
        try
        {
            if (_open.TryGetValue(session, out OpenFile? file))
            {
                file.Writer.Append(
                    [.. writes.SelectMany(w => w.Events).Select(SessionJournals.ToRecord)],
                    writes[^1].Summary,
                    writes.Any(w => w.ClearsPartial),
                    SnapshotOf(writes),
                    [.. writes.SelectMany(w => w.Evidence)]);
            }
            else
            {
                problem = $"the journal of session {session} is not open";
            }
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            _log.LogError(e, "the journal of {Session} cannot be written", session);
            problem = e.Message;
        }

        return writes.Select(w => problem is null
            ? (object)new EventsWritten(session, w.Ticket)
            : new WriteFailed(session, w.Ticket, problem));
    }

    // A cache: what cannot be put into words is left out, and the session goes on.
    private JournalSnapshot? SnapshotOf(ImmutableArray<WriteEvents> writes)
    {
        try
        {
            return writes.Select(w => w.Snapshot).LastOrDefault(s => s is not null) is { } state
                ? SessionJournals.ToSnapshot(state)
                : null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or TypeInitializationException)
        {
            _log.LogError(e, "no snapshot of {Session} can be made", writes[0].Session);
            return null;
        }
    }

    private WriteFailed? Partial(SavePartial partial)
    {
        try
        {
            if (_open.TryGetValue(partial.Session, out OpenFile? file))
            {
                file.Writer.SavePartial(partial.StepId, partial.Attempt, partial.NewText, partial.Tokens);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            _log.LogError(e, "the partial text of {Session} cannot be saved", partial.Session);
            return new WriteFailed(partial.Session, WriteFailed.PartialTicket, e.Message);
        }
    }

    private JournalClosed Close(SessionId session)
    {
        if (_open.Remove(session, out OpenFile? file))
        {
            file.Dispose();
        }

        return new JournalClosed(session);
    }

    /// <summary>The lock and the writer of one journal, held and released together.</summary>
    private sealed record OpenFile(SessionLock Lock, JournalWriter Writer) : IDisposable
    {
        public void Dispose()
        {
            Writer.Dispose();
            Lock.Dispose();
        }
    }
}
