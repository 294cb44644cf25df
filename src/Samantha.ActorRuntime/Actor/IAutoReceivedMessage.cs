namespace Samantha.ActorRuntime.Actor;

/// <summary>A message that the runtime acts on itself, before or instead of the actor's behaviour.</summary>
public interface IAutoReceivedMessage
{
}
