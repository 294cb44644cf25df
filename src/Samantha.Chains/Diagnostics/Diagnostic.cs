namespace Samantha.Chains.Diagnostics;

/// <summary>
/// One finding about what the user wrote: where it is (1-based; line 0 = no single place) and what to do about it.
/// The message is a sentence for a person; nothing parses it.
/// </summary>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Source, int Line, int Column, string Message)
{
    public bool IsError => Severity == DiagnosticSeverity.Error;

    public static Diagnostic Error(string source, int line, int column, string message) =>
        new(DiagnosticSeverity.Error, source, line, column, message);

    public static Diagnostic Warning(string source, int line, int column, string message) =>
        new(DiagnosticSeverity.Warning, source, line, column, message);

    public override string ToString()
    {
        var severity = IsError ? "error" : "warning";
        return Line > 0 ? $"{Source}:{Line}:{Column}: {severity}: {Message}" : $"{Source}: {severity}: {Message}";
    }
}
