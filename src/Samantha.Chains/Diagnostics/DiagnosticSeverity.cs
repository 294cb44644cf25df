namespace Samantha.Chains.Diagnostics;

/// <summary>How much a finding matters: an error keeps a chain (or one prompt) from running, a warning does not.</summary>
public enum DiagnosticSeverity
{
    Warning,
    Error,
}
