namespace Samantha.ActorRuntime.Actor;

/// <summary>The actor was told Kill.</summary>
public class ActorKilledException : AkkaException
{
    public ActorKilledException(string message)
        : base(message)
    {
    }
}
