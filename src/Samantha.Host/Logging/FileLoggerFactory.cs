using System.Globalization;
using Microsoft.Extensions.Logging;
using Samantha.Chains.Text;

namespace Samantha.Host.Logging;

/// <summary>
/// Gives out loggers that write to one rotating file and nowhere else: nothing ever appears on the console. Text in a line passes
/// the line sanitiser, because a log is read in a terminal too.
/// </summary>
internal sealed class FileLoggerFactory : ILoggerFactory
{
    /// <summary>Longest line; an engine's or a server's message can be of any size.</summary>
    private const int LineCharsMax = 8_000;

    private readonly RotatingLogFile _file;
    private readonly LogLevel _level;
    private readonly TimeProvider _time;

    public FileLoggerFactory(RotatingLogFile file, LogLevel level, TimeProvider time)
    {
        _file = file;
        _level = level;
        _time = time;
    }

    public string Path => _file.Path;

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <summary>There is one sink, the file; others are not taken.</summary>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("The log has one file and no further sinks.");

    public void Dispose() => _file.Dispose();

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        string time = _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string text = exception is null ? message : $"{message} | {exception}";
        if (text.Length > LineCharsMax)
        {
            text = text[..LineCharsMax] + "…";
        }

        _file.WriteLine($"{time} {Environment.ProcessId} {NameOf(level)} {category}: {TerminalSanitizer.SanitizeLine(text)}");
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };

    private sealed class FileLogger(FileLoggerFactory owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner._level && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                owner.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }
}
