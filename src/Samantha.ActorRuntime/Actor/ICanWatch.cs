namespace Samantha.ActorRuntime.Actor;

/// <summary>Death watch: exactly one <see cref="Terminated"/> (or the message given instead) per watched actor.</summary>
public interface ICanWatch
{
    IActorRef Watch(IActorRef subject);

    IActorRef WatchWith(IActorRef subject, object message);

    IActorRef Unwatch(IActorRef subject);
}
