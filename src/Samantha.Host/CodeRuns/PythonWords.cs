using Samantha.Sandbox.Python;

namespace Samantha.Host.CodeRuns;

/// <summary>An interpreter and what it offers, as words for people.</summary>
internal static class PythonWords
{
    public static string Source(PythonSource source) => source switch
    {
        PythonSource.Configured => "samantha.python.interpreter",
        PythonSource.UserEnvironment => "your environment, made by samantha python setup",
        PythonSource.System => "the system's",
        _ => "found on the PATH",
    };

    public static string Libraries(PythonEnvironmentReport report)
    {
        string installed = string.Join(", ", report.Installed.Select(library => $"{library.Name} {library.Version}"));
        return installed.Length > 0 ? $"libraries: {installed}" : "none of the usual data-analysis libraries is installed";
    }
}
