using Samantha.Actors.Hosting;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;

namespace Samantha.Tui.Ports;

/// <summary>
/// Everything the terminal interface needs from the composition root, by subject. Making it must be quick and open nothing: the
/// actor system is started by <see cref="SystemAsync"/>, the rest when a call needs it. All methods may be called from any
/// thread.
/// </summary>
public interface ITuiServices
{
    DataFolder Data { get; }

    /// <summary>The sessions in the data folder, of this process and of others.</summary>
    SessionIndex Sessions { get; }

    IChainLibrary Chains { get; }

    IChainReading Reading { get; }

    IChainChecks Checks { get; }

    IModelShelf Models { get; }

    IExportDesk Exports { get; }

    ICodeDesk Code { get; }

    /// <summary>Null: nothing can be told of finished responses, and nothing offers it.</summary>
    IEvidenceDesk? Evidence => null;

    IUiSettingsStore Settings { get; }

    IProgramLog Log { get; }

    /// <summary>Null: sessions cannot go on without this program, and nothing offers it.</summary>
    IDetaching? Detaching { get; }

    ProgramFacts Facts { get; }

    TimeProvider Time { get; }

    /// <summary>The actor system, started by the first call, away from the caller's thread. Always the same one.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be written.</exception>
    Task<SamanthaSystem> SystemAsync();

    /// <summary>The system if it has been started, without starting it.</summary>
    SamanthaSystem? StartedSystem { get; }
}
