#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// The parent of the guardian, and the top of the tree: a failure that was escalated up to here ends the system.
/// </summary>
internal sealed class RootRef(ActorSystemImpl system) : MinimalRef(system, system.RootPath)
{
    public override void SendSystem(SystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                System.EventStream.Publish(new Error(
                    failed.Cause, failed.Child.Path.ToString(), typeof(ActorSystem),
                    "a failure was escalated to the guardian: the system ends"));
                failed.Child.SendSystem(new Terminate());
                break;
            case ActorDied:
                System.OnAllActorsGone();
                break;
        }
    }

    protected override void Receive(object message, IActorRef? sender) => System.DeadLetterRef.Publish(message, sender, this);
}
