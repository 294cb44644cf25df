namespace Samantha.ActorRuntime.Actor;

/// <summary>A watched actor ended and the watcher did not handle it.</summary>
public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor)
        : base($"monitored actor [{deadActor}] terminated, and Terminated was not handled") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}
