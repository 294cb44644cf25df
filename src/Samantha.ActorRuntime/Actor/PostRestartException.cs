namespace Samantha.ActorRuntime.Actor;

/// <summary>The new instance of a restart could not be made. The default decision is to stop.</summary>
public class PostRestartException : ActorInitializationException
{
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(
            actor,
            $"exception in the constructor, PostRestart or PreStart of a restart ({cause?.GetType().Name}: {cause?.Message})",
            cause) =>
        OriginalCause = originalCause;

    /// <summary>Why it was restarted.</summary>
    public Exception OriginalCause { get; }
}
