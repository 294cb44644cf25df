using System.Collections.Immutable;

namespace Samantha.Sandbox.Python;

/// <summary>
/// What an interpreter offers: its version, all installed modules by name, and which of the usual data-analysis libraries are
/// among them. Holds answers only; asks nothing.
/// </summary>
public sealed record PythonEnvironmentReport(
    string Interpreter, string Version, string Prefix, ImmutableArray<PythonModule> Modules,
    ImmutableArray<PythonLibrary> Libraries)
{
    /// <summary>The libraries that are here.</summary>
    public IEnumerable<PythonLibrary> Installed => Libraries.Where(library => library.IsInstalled);

    /// <summary>The libraries that are not here.</summary>
    public IEnumerable<PythonLibrary> Missing => Libraries.Where(library => !library.IsInstalled);

    /// <summary>
    /// What to type to get the missing libraries on Debian and Ubuntu; empty when none is missing. Nothing is ever installed by
    /// itself.
    /// </summary>
    public string InstallCommand
    {
        get
        {
            var packages = Missing.Select(library => library.AptPackage).Distinct().ToArray();
            return packages.Length == 0 ? "" : "sudo apt-get install " + string.Join(' ', packages);
        }
    }
}
