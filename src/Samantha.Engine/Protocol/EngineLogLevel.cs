namespace Samantha.Engine.Protocol;

/// <summary>
/// Weight of a log line. Debug lines of the library never leave the engine: a load writes about 1,800 of them.
/// </summary>
public enum EngineLogLevel
{
    Info,
    Warning,
    Error,
}
