using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Exports;
using Samantha.Host.Exporting;
using Samantha.Tui.Ports;

namespace Samantha.Host.TerminalUi;

/// <summary>Exports and opens as the commands do, with problems in the interface's own kind of exception.</summary>
internal sealed class UiExports(SessionIndex sessions) : IExportDesk
{
    /// <summary>More exports of one session in one folder than this are a mistake.</summary>
    private const int NumberMax = 1_000;

    public Task<string> ExportAsync(SessionId session, ExportFormat format, string? path, CancellationToken ct) =>
        Task.Run(() => Export(session, format, path), ct);

    public async Task<Opening> OpenAsync(string path, CancellationToken ct)
    {
        BrowserOpening opening = await new BrowserOpener().OpenAsync(path).WaitAsync(ct).ConfigureAwait(false);
        return new Opening(opening.IsOpened, opening.Message);
    }

    private string Export(SessionId session, ExportFormat format, string? path)
    {
        string target = path ?? FreePath($"{session}", ExportFormats.NameOf(format));
        try
        {
            SessionExporter.WriteFile(sessions.Get(session), format, target);
            return Path.GetFullPath(target);
        }
        catch (CommandFailure e)
        {
            throw new LibraryException(e.Message, e);
        }
        catch (JournalException e)
        {
            throw new LibraryException($"{session} cannot be exported: {e.Message}", e);
        }
    }

    private static string FreePath(string name, string ending)
    {
        for (int number = 1; number <= NumberMax; number++)
        {
            string path = Path.GetFullPath(number == 1 ? $"{name}.{ending}" : $"{name}-{number}.{ending}");
            if (!Path.Exists(path))
            {
                return path;
            }
        }

        throw new LibraryException($"There are {NumberMax} exports of {name} in {Environment.CurrentDirectory} already.");
    }
}
