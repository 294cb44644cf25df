using System.CommandLine;
using Samantha.Host.Composition;
using Samantha.Host.Logging;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary>What every command has at hand: the console, and the services once it has read where things are.</summary>
internal sealed class CommandContext : IAsyncDisposable
{
    private HostServices? _services;

    public CommandContext(HostConsole console) => Console = console;

    public HostConsole Console { get; }

    public HostServices Services(ParseResult given, PlaceOptions options)
    {
        var places = new Places(
            given.GetValue(options.Data),
            [.. given.GetValue(options.ModelsFolders) ?? []],
            given.GetValue(options.Config),
            given.GetValue(options.NoSandbox));
        return _services ??= new HostServices(Console, places);
    }

    /// <summary>For a fault that has to be written down, whatever stage the start had reached.</summary>
    public FileLoggerFactory? TryLoggers() => (_services ??= new HostServices(Console, Places.None)).TryLoggers();

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
