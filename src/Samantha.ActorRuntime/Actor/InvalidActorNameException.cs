namespace Samantha.ActorRuntime.Actor;

/// <summary>The name is taken or not well formed.</summary>
public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message)
        : base(message)
    {
    }
}
