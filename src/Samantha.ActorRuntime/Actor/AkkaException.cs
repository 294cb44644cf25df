namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// Base of every exception of the runtime. It keeps Akka.NET's name, so that catch clauses mean the same there.
/// </summary>
public abstract class AkkaException : Exception
{
    protected AkkaException()
    {
    }

    protected AkkaException(string message, Exception cause = null)
        : base(message, cause)
    {
    }

    protected Exception Cause => InnerException;
}
