namespace Samantha.ActorRuntime.Actor;

/// <summary>Common base of the stash interfaces; implement IWithStash or IWithUnboundedStash.</summary>
public interface IWithUnrestrictedStash : IActorStash
{
}
