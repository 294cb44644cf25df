namespace Samantha.ActorRuntime.Actor;

/// <summary>Something that actors are made in: the system (top level) or an actor's context (children).</summary>
public interface IActorRefFactory
{
    IActorRef ActorOf(Props props, string name = null);
}
