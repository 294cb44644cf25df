namespace Samantha.ActorRuntime.Actor;

/// <summary>A message that changes an actor's life; not to be taken from strangers.</summary>
public interface IPossiblyHarmful
{
}
