using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Event;

/// <summary>
/// Something the runtime reports. It is only ever published on the event stream; who subscribes decides where it goes.
/// </summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    private protected LogEvent(Exception cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <summary>UTC.</summary>
    public DateTime Timestamp { get; } = TimeProvider.System.GetUtcNow().UtcDateTime;

    public Thread Thread { get; } = Thread.CurrentThread;

    /// <summary>Null unless something threw.</summary>
    public Exception Cause { get; protected set; }

    /// <summary>Who it is about: an actor's path.</summary>
    public string LogSource { get; protected set; }

    public Type LogClass { get; protected set; }

    public object Message { get; protected set; }

    public abstract LogLevel LogLevel();

    public override string ToString() => $"[{LogLevel()}][{Timestamp:O}][{LogSource}] {Message}"
        + (Cause is null ? "" : $"\nCause: {Cause}");
}
