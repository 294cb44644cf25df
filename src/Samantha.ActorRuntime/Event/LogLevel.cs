namespace Samantha.ActorRuntime.Event;

/// <summary>How much a log event matters.</summary>
public enum LogLevel
{
    DebugLevel = 0,
    InfoLevel = 1,
    WarningLevel = 2,
    ErrorLevel = 3,
}
