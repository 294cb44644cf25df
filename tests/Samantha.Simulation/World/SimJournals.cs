using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Simulation.World;

/// <summary>
/// The journals of one life of the program, on the world's disk. A write can fail, and go on failing until the journal is opened
/// again; the plug can be pulled before it is durable, or after and before anybody hears of it.
/// </summary>
internal sealed class SimJournals(SimWorld world) : IJournals
{
    private readonly HashSet<SessionId> _open = [];
    private readonly HashSet<SessionId> _broken = [];

    public IReadOnlyList<object?> Serve(ImmutableArray<object> orders)
    {
        var answers = new List<object?>(orders.Length);
        while (answers.Count < orders.Length)
        {
            if (orders[answers.Count] is WriteEvents first)
            {
                answers.AddRange(Write([.. orders
                    .Skip(answers.Count)
                    .TakeWhile(o => o is WriteEvents write && write.Session == first.Session)
                    .Cast<WriteEvents>()]));
            }
            else
            {
                answers.Add(ServeOne(orders[answers.Count]));
            }
        }

        return answers;
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
        _broken.Remove(session);
        if (Fails(1))
        {
            return new JournalRefused(session, "simulated: cannot be opened", InUse: false, NotFound: false);
        }

        bool exists = world.Disk.TryGetValue(session, out DurableSession? stored);
        if (exists == isNew)
        {
            return new JournalRefused(session, isNew ? "there is one already" : "there is none", InUse: false, NotFound: !isNew);
        }

        stored ??= world.Create(session);
        _open.Add(session);
        return new JournalOpened(session, world.Laws.ReadBack(stored), null);
    }

    private object[] Write(ImmutableArray<WriteEvents> writes)
    {
        SessionId session = writes[0].Session;
        string? problem = null;
        if (!_open.Contains(session))
        {
            problem = "the journal is not open";
        }
        else if (_broken.Contains(session))
        {
            problem = "simulated: the journal must be opened again";
        }
        else if (Fails(1))
        {
            problem = "simulated: the disk is full";
            if (world.Random.Chance(0.5))
            {
                _broken.Add(session);
            }
        }
        else if (world.Happens(world.Weather.CrashAtWrite))
        {
            if (world.Random.Chance(0.5))
            {
                Keep(session, writes);
            }

            world.Crash();
        }
        else if (world.Defect == Defect.AnswersBeforeDurable)
        {
            world.Time.After(world.Long(), () => Keep(session, writes));
        }
        else
        {
            problem = Keep(session, writes);
        }

        return [.. writes.Select(w => problem is null
            ? (object)new EventsWritten(session, w.Ticket)
            : new WriteFailed(session, w.Ticket, problem))];
    }

    private string? Keep(SessionId session, ImmutableArray<WriteEvents> writes)
    {
        DurableSession stored = world.Disk[session];
        int kept = world.Defect == Defect.TearsBatches && writes.Length > 1 ? writes.Length - 1 : writes.Length;
        foreach (SessionEvent next in writes.Take(kept).SelectMany(w => w.Events))
        {
            if (next.Sequence != stored.State.LastSequence + 1)
            {
                return $"record {next.Sequence} where {stored.State.LastSequence + 1} must come";
            }

            world.Laws.Append(stored, next);
        }

        return null;
    }

    private WriteFailed? Partial(SavePartial partial) => Fails(0.25)
        ? new WriteFailed(partial.Session, WriteFailed.PartialTicket, "simulated: the disk is full")
        : null;

    private bool Fails(double share) => ++world.JournalOrders == world.FailingWrite
        || (world.FailingWrite is null && world.Happens(world.Weather.JournalFault * share));

    private JournalClosed Close(SessionId session)
    {
        _open.Remove(session);
        return new JournalClosed(session);
    }
}
