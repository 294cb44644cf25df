namespace Samantha.ActorRuntime.Actor;

/// <summary>A message that never leaves the process. Kept so that message types mean the same under Akka.NET.</summary>
public interface INoSerializationVerificationNeeded
{
}
