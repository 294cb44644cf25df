namespace Samantha.ActorRuntime.Actor;

/// <summary>A stash without a bound, whatever is configured.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash
{
}
