namespace Samantha.Sandbox.Python;

/// <summary>
/// A data-analysis library that models like to import: its names for people, for import and for apt, and the version that is
/// here.
/// </summary>
public sealed record PythonLibrary(string Name, string ImportName, string AptPackage, string? Version)
{
    /// <summary>Whether the interpreter can import it.</summary>
    public bool IsInstalled => Version is not null;
}
