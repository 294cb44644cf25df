using Samantha.Exports.Lines;
using Samantha.Exports.MarkdownFiles;
using Samantha.Exports.Pages;
using Samantha.Exports.Tables;

namespace Samantha.Exports;

/// <summary>
/// Writes a session in one of the formats. Streams: no more than one step is held at a time, beside a short line per step. Reads
/// and writes only through its arguments, and the same source gives the same text.
/// </summary>
public static class SessionExport
{
    /// <exception cref="FormatException">The session has no beginning: there is nothing that could be exported.</exception>
    public static ExportResult Write(ExportFormat format, ExportSource source, ExportOptions options, TextWriter output) =>
        format switch
        {
            ExportFormat.Html => new PageRenderer(source, output).Write(),
            ExportFormat.Markdown => new MarkdownRenderer(source, output).Write(),
            ExportFormat.Csv => new CsvRenderer(source, options, output).Write(),
            ExportFormat.Jsonl => new JsonlRenderer(source, options, output).Write(),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
        };
}
