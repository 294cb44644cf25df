using Samantha.ActorRuntime.Cells;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.Simulation.Runtime;

/// <summary>
/// Runs the actors of one program on one thread, one message at a time. Which of the messages under way arrives next, and which
/// actor takes its next one, is drawn. Messages from one sender to one receiver stay in order; nothing else does.
/// </summary>
internal sealed class SimDispatcher(SimRandom random, IWitness witness) : IDispatcher
{
    private readonly List<Letter> _underWay = [];
    private readonly List<Mailbox> _ready = [];

    public bool HasWork => _underWay.Count > 0 || _ready.Count > 0;

    /// <summary>What is thrown when an actor is about to take a message; null leaves it in peace.</summary>
    public Func<IActorRef, object, Exception?> Fault { get; set; } = (_, _) => null;

    public void Deliver(Mailbox mailbox, in Envelope envelope)
    {
        witness.Sent(mailbox.Cell.Self, envelope.Message);
        _underWay.Add(new Letter(mailbox, envelope, ActorCell.Current?.Self));
    }

    public void Run(Mailbox mailbox, bool preferLocal) => _ready.Add(mailbox);

    public void RunAside(Action code)
    {
        // The end of a whole system: a simulated program never ends in order, it crashes or is done.
    }

    public void Invoking(IActorRef actor, in Envelope envelope)
    {
        witness.Taken(actor, envelope.Message);
        if (Fault(actor, envelope.Message) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Lets one message arrive, or one actor work. Only when there is work.</summary>
    public void Step()
    {
        int choice = random.Below(_underWay.Count + _ready.Count);
        if (choice >= _underWay.Count)
        {
            int index = choice - _underWay.Count;
            Mailbox mailbox = _ready[index];
            _ready.RemoveAt(index);
            mailbox.Execute();
            return;
        }

        int first = FirstOf(choice);
        Letter letter = _underWay[first];
        _underWay.RemoveAt(first);
        letter.Mailbox.Post(letter.Envelope);
    }

    /// <summary>The oldest letter that must arrive before the chosen one, or that one itself.</summary>
    private int FirstOf(int chosen)
    {
        for (int index = 0; index < chosen; index++)
        {
            if (_underWay[index].MustPrecede(_underWay[chosen]))
            {
                return FirstOf(index);
            }
        }

        return chosen;
    }

    private readonly record struct Letter(Mailbox Mailbox, Envelope Envelope, IActorRef? From)
    {
        // A message counts as its writer's and as that of the sender it names: both may rely on the order.
        public bool MustPrecede(in Letter later) => ReferenceEquals(Mailbox, later.Mailbox)
            && ((From is not null && ReferenceEquals(From, later.From))
                || (Envelope.Sender is { } sender && ReferenceEquals(sender, later.Envelope.Sender)));
    }
}
