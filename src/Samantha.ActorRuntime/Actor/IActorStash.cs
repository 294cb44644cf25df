namespace Samantha.ActorRuntime.Actor;

/// <summary>An actor with a stash. The property is null in the constructor and set right after it.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}
