namespace Samantha.ActorRuntime.Actor;

/// <summary>PreRestart threw. It is only reported; the restart goes on.</summary>
public class PreRestartException : ActorInitializationException
{
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object optionalMessage)
        : base(actor, $"exception in PreRestart ({restartException?.GetType().Name}: {restartException?.Message})", cause)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What PreRestart threw.</summary>
    public Exception RestartException { get; }

    public object OptionalMessage { get; }
}
