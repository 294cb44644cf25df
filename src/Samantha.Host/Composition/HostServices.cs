using System.Collections.Immutable;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Storage;
using Samantha.Engine.Client;
using Samantha.Host.CodeRuns;
using Samantha.Host.Logging;
using Samantha.Host.Settings;
using Samantha.Host.Terminal;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Python;
using Samantha.Sandbox.Running;

namespace Samantha.Host.Composition;

/// <summary>
/// What a command works with, put together once from the options, the environment and the settings. Each part is made when it is
/// first asked for, because most commands need few of them and a start has to be quick.
/// </summary>
internal sealed class HostServices : IAsyncDisposable
{
    private readonly Lazy<ProgramSettings> _settings;
    private readonly Lazy<DataFolder> _data;
    private readonly Lazy<FileLoggerFactory> _loggers;
    private readonly Lazy<ModelResolver> _resolver;
    private readonly Lazy<EngineSupply> _supply;
    private readonly Lazy<PythonSandbox> _sandbox;

    public HostServices(HostConsole console, Places places)
    {
        Console = console;
        Places = places;
        Home = ProgramHome.Find();
        _settings = new(() => SettingsFiles.Load(Home, places.Config));
        _data = new(LocateData);
        _loggers = new(() => new FileLoggerFactory(
            new RotatingLogFile(Data.LogFile, Settings.LogSizeBytesMax), Settings.LogLevel, Time));
        _resolver = new(() => new ModelResolver(ModelFolders(), Data.ModelsFolder));
        _supply = new(CreateSupply);
        _sandbox = new(CreateSandbox);
    }

    public HostConsole Console { get; }

    public string Home { get; }

    /// <summary>What the user said about places, for starting this program once more with the same.</summary>
    public Places Places { get; }

    public TimeProvider Time { get; } = TimeProvider.System;

    public ProgramSettings Settings => _settings.Value;

    public DataFolder Data => _data.Value;

    public FileLoggerFactory Loggers => _loggers.Value;

    public ModelResolver Resolver => _resolver.Value;

    public EngineSupply Supply => _supply.Value;

    /// <summary>The interpreter that would run code, or why there is none.</summary>
    public PythonSearch Python => PythonFinder.Find(Settings.Python.Interpreter, Data.Root);

    /// <summary>Who asked for no sandbox: the option or the setting; null: nobody.</summary>
    public string? SandboxRefusedBy =>
        Places.NoSandbox ? "--no-sandbox" : Settings.Python.WithoutSandbox ? "samantha.python.sandbox = none" : null;

    public PythonSandbox Sandbox => _sandbox.Value;

    /// <summary>Runs the programs that models wrote.</summary>
    public ICodeRunner Code
    {
        get
        {
            var runner = new SandboxCodeRunner(Sandbox);
            return Python.Found is null ? new MissingPython(runner, Python.Reason)
                : Settings.Python.WarmSpare ? runner
                : new WithoutSpare(runner);
        }
    }

    /// <summary>Where an unexpected fault can be written down; null when not even the settings can be read.</summary>
    public FileLoggerFactory? TryLoggers()
    {
        try
        {
            return Loggers;
        }
        catch (Exception e) when (e is CommandFailure or DataFolderException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox.IsValueCreated)
        {
            await _sandbox.Value.DisposeAsync().ConfigureAwait(false);
        }

        if (_loggers.IsValueCreated)
        {
            _loggers.Value.Dispose();
        }
    }

    private DataFolder LocateData()
    {
        bool hasVariable = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SAMANTHA_DATA"));
        return DataFolder.Locate(Places.Data ?? (hasVariable ? null : Settings.DataFolder));
    }

    private ImmutableArray<ModelFolder> ModelFolders() =>
    [
        .. Places.ModelsFolders.Select(path => new ModelFolder(Path.GetFullPath(path))),
        .. Settings.ModelsFolders.Select(path => new ModelFolder(path)),
        new ModelFolder(Data.ModelsFolder, Recursive: true),
        new ModelFolder(Path.Combine(Home, "models")),
    ];

    private PythonSandbox CreateSandbox() => new(
        new SandboxSettings(SandboxRefusedBy is null ? SandboxWish.Auto : SandboxWish.None, Python.Found?.Path), Time);

    private EngineSupply CreateSupply()
    {
        var options = new EngineOptions(EngineLibraries.Find(Home))
        {
            HeartbeatTimeoutMs = (int)Settings.HeartbeatTimeout.TotalMilliseconds,
            StartTimeoutMs = (int)Settings.StartTimeout.TotalMilliseconds,
            CancelGraceMs = (int)Settings.CancelGrace.TotalMilliseconds,
            Jail = new EngineJail(Settings.EngineSandbox),
            Log = EngineLog.To(Loggers),
            Time = Time,
        };
        return new EngineSupply(ThisProgram.AsEngine(), options) { Watchdog = Settings.Watchdog };
    }
}
