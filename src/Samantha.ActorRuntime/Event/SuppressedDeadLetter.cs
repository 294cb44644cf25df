using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Event;

/// <summary>The message is marked IDeadLetterSuppression: its loss is normal.</summary>
public sealed class SuppressedDeadLetter : AllDeadLetters
{
    public SuppressedDeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}
