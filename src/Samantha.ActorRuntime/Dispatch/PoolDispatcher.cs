#nullable enable
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Dispatch;

/// <summary>The dispatcher of every real program: messages arrive at once, the thread pool runs the mailboxes.</summary>
internal sealed class PoolDispatcher : IDispatcher
{
    public static PoolDispatcher Instance { get; } = new();

    public void Deliver(Mailbox mailbox, in Envelope envelope) => mailbox.Post(envelope);

    public void Run(Mailbox mailbox, bool preferLocal) => ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal);

    public void RunAside(Action code) => ThreadPool.UnsafeQueueUserWorkItem(static run => run(), code, preferLocal: false);

    public void Invoking(IActorRef actor, in Envelope envelope)
    {
    }
}
