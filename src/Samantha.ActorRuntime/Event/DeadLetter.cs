using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Event;

/// <summary>The ordinary case.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}
