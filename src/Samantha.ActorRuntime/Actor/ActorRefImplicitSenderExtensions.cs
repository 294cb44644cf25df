using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Actor;

/// <summary>Telling with the sender understood: inside an actor it is that actor, outside it is nobody.</summary>
public static class ActorRefImplicitSenderExtensions
{
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Passes a message on under the name of whoever sent it; only inside an actor.</summary>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Sender);
}
