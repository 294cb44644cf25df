#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Cells;

/// <summary>Watches the subscribers of the event stream and removes those that end.</summary>
internal sealed class SubscriberWatch(ActorSystemImpl system, EventStream stream)
    : MinimalRef(system, new ActorPath(system.RootPath, "eventStreamUnsubscriber", 0))
{
    public override void SendSystem(SystemMessage message)
    {
        if (message is ActorDied died)
        {
            stream.Unsubscribe(died.Subject);
        }
    }

    protected override void Receive(object message, IActorRef? sender)
    {
    }
}
