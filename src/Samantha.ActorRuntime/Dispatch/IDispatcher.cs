#nullable enable
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Dispatch;

/// <summary>
/// How messages get to mailboxes and who runs these. The pool does both at once; a simulation does them one by one, on one thread,
/// in an order that it chooses. Whatever it chooses, two messages from one sender to one receiver stay in order.
/// </summary>
internal interface IDispatcher
{
    /// <summary>Brings the message to the mailbox (<see cref="Mailbox.Post"/>), now or later.</summary>
    void Deliver(Mailbox mailbox, in Envelope envelope);

    /// <summary>Has the mailbox executed once, on a thread of this dispatcher's choice.</summary>
    void Run(Mailbox mailbox, bool preferLocal);

    /// <summary>Runs code of the system away from the calling actor.</summary>
    void RunAside(Action code);

    /// <summary>An actor is about to take this message. What is thrown here is the actor's failure.</summary>
    void Invoking(IActorRef actor, in Envelope envelope);
}
