#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>The ref of an actor: everything goes into its mailbox.</summary>
internal sealed class LocalRef : MinimalRef
{
    public LocalRef(ActorSystemImpl system, ActorPath path, IInternalRef parent, Props props)
        : base(system, path) => Cell = new ActorCell(system, this, parent, props);

    public ActorCell Cell { get; }

    public void Start() => SendSystem(new Create());

    public override void SendSystem(SystemMessage message) => Cell.Mailbox.PostSystem(message);

    protected override void Receive(object message, IActorRef? sender) => 
        System.Dispatcher.Deliver(Cell.Mailbox, new Envelope(message, sender));
}
