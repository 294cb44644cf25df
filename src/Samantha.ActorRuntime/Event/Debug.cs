namespace Samantha.ActorRuntime.Event;

/// <summary>Something to look at while searching for a fault.</summary>
public class Debug : LogEvent
{
    public Debug(Exception cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    public Debug(string logSource, Type logClass, object message)
        : base(null, logSource, logClass, message)
    {
    }

    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}
