using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Samantha.Actors.Background;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// The only writer of journals in this process: takes orders of all sessions, hands them on in batches to the
/// journals on a background task, one batch at a time, and answers in order. An answer means durable. It never
/// touches a file itself.
/// </summary>
public sealed class JournalActor : ReceiveActor
{
    /// <summary>A session has a handful of orders under way; more means that the disk hangs.</summary>
    private const int WaitingMax = 1024;

    private const string InternalError = "an internal error ended the writing (see the log)";

    private readonly IJournals _journals;
    private readonly IBackground _background;
    private readonly Queue<Order> _waiting = new();
    private readonly StrongBox<bool> _isWorking;

    /// <param name="isWorking">
    /// Whether a batch is under way; outlives this actor's restarts, as the batch does. Two at a time would answer in any order.
    /// </param>
    public JournalActor(IJournals journals, IBackground background, StrongBox<bool> isWorking)
    {
        (_journals, _background, _isWorking) = (journals, background, isWorking);
        Receive<CreateJournal>(m => OnOrder(m, m.Session));
        Receive<ReopenJournal>(m => OnOrder(m, m.Session));
        Receive<WriteEvents>(m => OnOrder(m, m.Session));
        Receive<SavePartial>(m => OnOrder(m, m.Session));
        Receive<CloseJournal>(m => OnOrder(m, m.Session));
        Receive<BatchDone>(OnBatchDone);
    }

    public static Props For(IJournals journals, IBackground background)
    {
        var isWorking = new StrongBox<bool>();
        return Props.Create(() => new JournalActor(journals, background, isWorking));
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // The new instance knows nothing of these orders. None of them was begun, so that refusing them is the truth; a batch that
        // is under way answers to the new instance.
        foreach (Order order in _waiting)
        {
            order.Asker.Tell(Refusal(order, InternalError));
        }

        if (message is BatchDone done)
        {
            _isWorking.Value = false;
            Tell(done);
        }
        else if (SessionOf(message) is { } session && _waiting.All(o => !ReferenceEquals(o.Message, message)))
        {
            Sender.Tell(Refusal(new Order(message, session, Sender), InternalError));
        }

        base.PreRestart(reason, message);
    }

    private static SessionId? SessionOf(object message) => message switch
    {
        CreateJournal create => create.Session,
        ReopenJournal reopen => reopen.Session,
        WriteEvents write => write.Session,
        SavePartial partial => partial.Session,
        CloseJournal close => close.Session,
        _ => null,
    };

    private void OnOrder(object message, SessionId session)
    {
        var order = new Order(message, session, Sender);
        if (_waiting.Count >= WaitingMax)
        {
            order.Asker.Tell(Refusal(order, "the disk does not keep up: too many events wait to be written"));
            return;
        }

        _waiting.Enqueue(order);
        StartBatch();
    }

    private void StartBatch()
    {
        if (_isWorking.Value || _waiting.Count == 0)
        {
            return;
        }

        _isWorking.Value = true;
        ImmutableArray<Order> batch = [.. _waiting];
        _waiting.Clear();
        IJournals journals = _journals;
        _background.RunAsync(() => journals.Serve([.. batch.Select(o => o.Message)])).PipeTo(
            Self,
            success: answers => new BatchDone([.. batch.Zip(answers, (o, a) => (o.Asker, a))]),
            failure: e => new BatchDone([.. batch.Select(o => (o.Asker, (object?)Refusal(o, e.Message)))]));
    }

    private void OnBatchDone(BatchDone done)
    {
        _isWorking.Value = false;
        Tell(done);
        StartBatch();
    }

    private static void Tell(BatchDone done)
    {
        foreach ((IActorRef asker, object? answer) in done.Answers)
        {
            if (answer is not null)
            {
                asker.Tell(answer);
            }
        }
    }

    private static object Refusal(Order order, string problem) => order.Message switch
    {
        WriteEvents write => new WriteFailed(order.Session, write.Ticket, problem),
        SavePartial => new WriteFailed(order.Session, WriteFailed.PartialTicket, problem),
        CloseJournal => new JournalClosed(order.Session),
        _ => new JournalRefused(order.Session, problem, InUse: false, NotFound: false),
    };

    private sealed record Order(object Message, SessionId Session, IActorRef Asker);

    private sealed record BatchDone(ImmutableArray<(IActorRef Asker, object? Answer)> Answers);
}
