using Samantha.Actors.Journal;
using Samantha.Exports;
using Samantha.Host.Terminal;

namespace Samantha.Host.Exporting;

/// <summary>Exports one session to a file or to standard output. The one way for every command that writes an export.</summary>
internal static class SessionExporter
{
    /// <summary>Writes the export to a file; with replace, over what is there.</summary>
    /// <exception cref="CommandFailure">The session has nothing to export, or the file cannot be written.</exception>
    public static ExportResult WriteFile(
        SessionListing session, ExportFormat format, string path, bool replace = false, ExportOptions? options = null)
    {
        using var source = new JournalSource(session);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetFullPath(path);
        return ExportFile.Write(
            path, replace, output => Write(session, format, source.For(folder), options ?? ExportOptions.Default, output));
    }

    /// <summary>Writes the export to standard output; what could drive a terminal is made visible when that is one.</summary>
    public static ExportResult WriteOut(HostConsole console, SessionListing session, ExportFormat format, ExportOptions options)
    {
        using var source = new JournalSource(session);
        ExportOptions shown = options with { IsForTerminal = console.Facts.OutIsTerminal };
        ExportResult result = Write(session, format, source.For(exportFolder: null), shown, console.Out);
        console.Out.Flush();
        return result;
    }

    private static ExportResult Write(
        SessionListing session, ExportFormat format, ExportSource source, ExportOptions options, TextWriter output)
    {
        try
        {
            return SessionExport.Write(format, source, options, output);
        }
        catch (FormatException e)
        {
            throw new CommandFailure(ExitCodes.Storage, $"{session.Id}: {e.Message}", "samantha sessions lists the others.", e);
        }
    }
}
