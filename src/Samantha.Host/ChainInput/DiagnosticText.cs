using Samantha.Chains.Diagnostics;

namespace Samantha.Host.ChainInput;

/// <summary>A finding as a line whose severity is said elsewhere: <c>file:line:column: message</c>.</summary>
internal static class DiagnosticText
{
    public static string WithoutSeverity(Diagnostic finding) => finding.Line > 0
        ? $"{finding.Source}:{finding.Line}:{finding.Column}: {finding.Message}"
        : $"{finding.Source}: {finding.Message}";
}
