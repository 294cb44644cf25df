#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Cells;

/// <summary>The ref that stands for "nobody": what it is told becomes a dead letter on the event stream.</summary>
internal sealed class DeadLetterRef(ActorSystemImpl system, ActorPath path) : MinimalRef(system, path)
{
    /// <summary>
    /// Publishes a message that reached nobody. One about another dead letter is dropped, or the runtime would never end.
    /// </summary>
    public void Publish(object message, IActorRef? sender, IActorRef recipient)
    {
        switch (message)
        {
            case AllDeadLetters or TimerTick:
                break;
            case IDeadLetterSuppression:
                System.EventStream.Publish(new SuppressedDeadLetter(message, sender ?? this, recipient));
                break;
            default:
                System.EventStream.Publish(new DeadLetter(message, sender ?? this, recipient));
                break;
        }
    }

    protected override void Receive(object message, IActorRef? sender) => Publish(message, sender, this);
}
