using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;
using Samantha.Host.Inspection;
using Samantha.Host.Running;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;

namespace Samantha.Host.TerminalUi;

/// <summary>
/// What the terminal interface works with, made of the same parts as the commands. Owns the actor system, if one was started;
/// making it opens nothing.
/// </summary>
internal sealed class UiServices : ITuiServices, IAsyncDisposable
{
    private const string SettingsFile = "interface.json";

    private readonly Lazy<ProgramFacts> _facts;
    private readonly Lazy<Task<SamanthaSystem>> _system;

    public UiServices(HostServices services)
    {
        Data = services.Data;
        Time = services.Time;
        Sessions = new SessionIndex(Data);
        Chains = new FolderChainLibrary(Path.Combine(services.Home, "hocon", "chains"), Path.Combine(Data.Root, "chains"));
        var files = new NamedFiles(new PdfFiles(services, isCopyAllowed: false));
        Reading = new ChainReading(files.Below);
        Models = new ModelShelf(services.Resolver, () => services.Supply, MachineMemory.AvailableBytes);
        Checks = new ChainChecks(Reading, Models, services.Settings.DefaultModel);
        Exports = new UiExports(Sessions);
        Code = new UiCodeDesk(services);
        Evidence = new EvidenceDesk(Sessions, () => services.Supply, services.Resolver);
        Settings = new JsonUiSettingsStore(Path.Combine(Data.Root, SettingsFile));
        Log = new ProgramLogFile(Data.LogFile);
        Detaching = OperatingSystem.IsWindows() ? null : new UiDetaching(services);
        _facts = new(() => UiFacts.Read(services.Home));
        _system = new(() => Task.Run(() =>
        {
            services.Data.EnsureWritable();
            return ActorsSeam.Start(services);
        }));
    }

    public DataFolder Data { get; }

    public SessionIndex Sessions { get; }

    public IChainLibrary Chains { get; }

    public IChainReading Reading { get; }

    public IChainChecks Checks { get; }

    public IModelShelf Models { get; }

    public IExportDesk Exports { get; }

    public ICodeDesk Code { get; }

    public IEvidenceDesk? Evidence { get; }

    public IUiSettingsStore Settings { get; }

    public IProgramLog Log { get; }

    public IDetaching? Detaching { get; }

    public ProgramFacts Facts => _facts.Value;

    public TimeProvider Time { get; }

    public SamanthaSystem? StartedSystem =>
        _system is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } started } ? started.Result : null;

    public Task<SamanthaSystem> SystemAsync() => _system.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_system.IsValueCreated)
        {
            return;
        }

        SamanthaSystem system;
        try
        {
            system = await _system.Value.ConfigureAwait(false);
        }
        catch (DataFolderException)
        {
            return; // It never started, and whoever asked for it was told.
        }

        await system.DisposeAsync().ConfigureAwait(false);
    }
}
