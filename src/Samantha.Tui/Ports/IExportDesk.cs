using Samantha.Actors.Storage;
using Samantha.Exports;

namespace Samantha.Tui.Ports;

/// <summary>Takes sessions out of their journals into files, and shows files outside the terminal. Waits on disks.</summary>
public interface IExportDesk
{
    /// <summary>Writes the whole file or none; gives its absolute path.</summary>
    /// <param name="path">Null: named after the session, in the person's current folder, under a name that is free.</param>
    /// <exception cref="LibraryException">It cannot be exported or written.</exception>
    Task<string> ExportAsync(SessionId session, ExportFormat format, string? path, CancellationToken ct);

    /// <summary>Opens a file in the browser or the system's viewer; never waits for it.</summary>
    /// <returns>Whether it was opened, and a sentence for the person: with what, or why not.</returns>
    Task<Opening> OpenAsync(string path, CancellationToken ct);
}

/// <summary>What came of opening a file.</summary>
public sealed record Opening(bool Opened, string Message);
