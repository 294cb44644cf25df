namespace Samantha.ActorRuntime.Actor;

/// <summary>The actor asked for something that its state does not allow.</summary>
public class IllegalActorStateException : AkkaException
{
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}
