using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.CodeRuns;
using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Exports;
using Samantha.Sandbox.Running;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Tests.Support;

/// <summary>
/// The program put together as the host does it, on a data folder of its own: real actors, real journal, real engine with the
/// demonstration model.
/// </summary>
internal sealed class RealServices : ITuiServices, IExportDesk, IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private readonly PythonSandbox _sandbox = new(SandboxSettings.Default, TimeProvider.System);
    private readonly Lazy<Task<SamanthaSystem>> _system;

    public RealServices(string? folder = null, params string[] engineArguments)
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("samantha-tui-").FullName;
        string home = Directory.Exists(Path.Combine(Folder, "home")) ? Path.Combine(Folder, "home") : Places.Home;
        Facts = new ProgramFacts("1.2.3", [new ProgramComponent("llama.cpp", "b1", "MIT")], home);
        Data = DataFolder.Locate(Folder);
        Sessions = new SessionIndex(Data);
        var resolver = new ModelResolver(
            [new ModelFolder(Path.Combine(home, "models")), new ModelFolder(Data.ModelsFolder, Recursive: true)],
            Data.ModelsFolder);
        EngineSupply supply = SupplyOf(engineArguments.Length > 0 ? engineArguments : ["real"]);
        Chains = new FolderChainLibrary(Path.Combine(home, "hocon", "chains"), Path.Combine(Folder, "chains"));
        Reading = new ChainReading();
        Models = new ModelShelf(resolver, () => supply, () => null);
        Evidence = new EvidenceDesk(Sessions, () => supply, resolver);
        Checks = new ChainChecks(Reading, Models, "samantha-mini");
        Code = new CodeDesk(() => _sandbox, Data, Time);
        Settings = new JsonUiSettingsStore(Path.Combine(Folder, "interface.json"));
        Log = new ProgramLogFile(Data.LogFile);
        _system = new(() => Task.Run(() => Start(resolver, supply)));
    }

    /// <summary>A program whose examples are these few only, whatever else is shipped. The caller removes the folder.</summary>
    public static RealServices WithExamples(string folder, IEvidenceDesk evidence, params string[] names)
    {
        string examples = Directory.CreateDirectory(Path.Combine(folder, "home", "hocon", "chains")).FullName;
        foreach (string name in names)
        {
            File.Copy(Path.Combine(Places.Examples, name), Path.Combine(examples, name));
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "home", "models"), Path.Combine(Places.Home, "models"));

        return new RealServices(folder) { Evidence = evidence };
    }

    /// <summary>Short, so that tests see what is saved; the program's own is a second.</summary>
    public TimeSpan PartialInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    public string Folder { get; }

    public DataFolder Data { get; }

    public SessionIndex Sessions { get; }

    public IChainLibrary Chains { get; }

    public IChainReading Reading { get; }

    public IChainChecks Checks { get; }

    public IModelShelf Models { get; }

    public IExportDesk Exports => this;

    public ICodeDesk Code { get; }

    public IEvidenceDesk? Evidence { get; init; }

    public IUiSettingsStore Settings { get; }

    public IProgramLog Log { get; }

    public IDetaching? Detaching => null;

    public ProgramFacts Facts { get; }

    public TimeProvider Time => TimeProvider.System;

    public SamanthaSystem? StartedSystem => _system is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
        ? _system.Value.Result
        : null;

    public Task<SamanthaSystem> SystemAsync() => _system.Value;

    // As the host writes exports, but for links and pictures: those are tested with the host.
    public Task<string> ExportAsync(SessionId session, ExportFormat format, string? path, CancellationToken ct) => Task.Run(
        () =>
        {
            using JournalReader reader = JournalReader.Open(Data.SessionFolder(session));
            string file = path ?? Path.Combine(Folder, $"{session}.{ExportFormats.NameOf(format)}");
            using StreamWriter writer = File.CreateText(file);
            var source = new ExportSource
            {
                Records = () => reader.ReadFrom().Select(record => ExportRecord.Of(SessionEventJson.Deserialize(record.Json))),
            };
            SessionExport.Write(format, source, ExportOptions.Default, writer);
            return file;
        },
        ct);

    public Task<Opening> OpenAsync(string path, CancellationToken ct) =>
        Task.FromResult(new Opening(false, "no display in tests"));

    public async ValueTask DisposeAsync()
    {
        if (_system.IsValueCreated)
        {
            await (await _system.Value).DisposeAsync();
        }

        await _sandbox.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private SamanthaSystem Start(ModelResolver resolver, EngineSupply supply)
    {
        Data.EnsureWritable();
        return SamanthaSystem.Start(new SamanthaOptions(Data, supply, resolver, NullLoggerFactory.Instance)
        {
            Code = new SandboxCodeRunner(_sandbox),
            PartialInterval = PartialInterval,
            RestartDelay = TimeSpan.FromMilliseconds(10),
            ReadChain = ReadAgain,
        });
    }

    private Samantha.Actors.Resuming.ChainReading ReadAgain(ChainSource source)
    {
        if (!File.Exists(source.Path))
        {
            return new(null, IsGone: true);
        }

        ChainReport report = Checks.LookAsync(File.ReadAllText(source.Path), source.Path, CancellationToken.None).Result;
        return report.CanRun ? new(report.Chain) : new(null, report.Findings.FirstOrDefault()?.Message ?? "it cannot run");
    }

    private static EngineSupply SupplyOf(string[] arguments) => new(
        new EngineCommand("dotnet", [Places.ScriptedEngine, .. arguments]),
        new EngineOptions(EngineLibraries.Find(Places.Home)));
}
