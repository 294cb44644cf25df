namespace Samantha.ActorRuntime.Actor;

/// <summary>A stash that obeys <see cref="Props.WithStashCapacity"/>; without it, unbounded.</summary>
public interface IWithStash : IWithUnrestrictedStash
{
}
