namespace Samantha.ActorRuntime.Actor;

/// <summary>No reply came in time. Note that it is not a TimeoutException.</summary>
public class AskTimeoutException : AkkaException
{
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}
