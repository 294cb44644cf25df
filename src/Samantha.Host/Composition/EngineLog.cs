using Microsoft.Extensions.Logging;
using Samantha.Engine.Protocol;

namespace Samantha.Host.Composition;

/// <summary>Takes the engine's log lines into the program's log; the library's chatter never reaches the screen.</summary>
internal static class EngineLog
{
    public static Action<EngineLogLine> To(ILoggerFactory loggers)
    {
        ILogger log = loggers.CreateLogger("engine");
        return line => log.Log(LevelOf(line.Level), "{Line}", line.Text);
    }

    private static LogLevel LevelOf(EngineLogLevel level) => level switch
    {
        EngineLogLevel.Error => LogLevel.Error,
        EngineLogLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Debug,
    };
}
