namespace Samantha.Exports;

/// <summary>
/// Writes a session in one of the formats. Streams: no more than one step is held at a time, beside a short line per step. Reads
/// and writes only through its arguments, and the same source gives the same text.
/// </summary>
public static class SessionExport
{
    /// <exception cref="FormatException">The session has no beginning: there is nothing that could be exported.</exception>
    public static ExportResult Write(ExportFormat format, ExportSource source, ExportOptions options, TextWriter output) =>
        throw new NotSupportedException();
}
