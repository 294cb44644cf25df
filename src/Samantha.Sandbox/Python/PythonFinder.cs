using System.Collections.Immutable;

namespace Samantha.Sandbox.Python;

/// <summary>
/// Decides which interpreter runs generated code: the configured one, the user's environment in the data folder,
/// /usr/bin/python3, or python3 on PATH resolved to the real binary. Looks at files only: starts no process and changes
/// nothing.
/// </summary>
public static class PythonFinder
{
    /// <summary>Folders of PATH that are looked at; a longer PATH is cut here.</summary>
    internal const int MaxPathFolders = 100;

    private const string SystemInterpreter = "/usr/bin/python3";

    /// <summary>The folder of the user's own environment, made by <c>samantha python setup</c>.</summary>
    public static string EnvironmentFolder(string dataFolder) => Path.Combine(dataFolder, "python");

    /// <summary>
    /// Finds the interpreter. A configured one that does not work is an answer without an interpreter: nothing else is taken in
    /// its place.
    /// </summary>
    public static PythonSearch Find(string? configured, string dataFolder) =>
        Find(configured, dataFolder, SystemInterpreter, Environment.GetEnvironmentVariable("PATH") ?? "");

    internal static PythonSearch Find(string? configured, string dataFolder, string system, string searchPath)
    {
        var passed = ImmutableArray.CreateBuilder<string>();
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return FromConfigured(configured.Trim(), searchPath, passed);
        }

        var own = Path.Combine(EnvironmentFolder(dataFolder), "bin", "python3");
        foreach (var (path, source) in new[] { (own, PythonSource.UserEnvironment), (system, PythonSource.System) })
        {
            if (Usable(path, passed))
            {
                return new PythonSearch(new PythonInterpreter(path, source), passed.ToImmutable());
            }
        }

        var found = OnPath("python3", searchPath, passed);
        return new PythonSearch(
            found is null ? null : new PythonInterpreter(found, PythonSource.SearchPath), passed.ToImmutable());
    }

    private static PythonSearch FromConfigured(string configured, string searchPath, ImmutableArray<string>.Builder passed)
    {
        string? path;
        if (!configured.Contains('/', StringComparison.Ordinal))
        {
            path = OnPath(configured, searchPath, passed);
        }
        else
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            path = configured.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, configured[2..]) : configured;
            path = Path.GetFullPath(path);
            // A folder stands for the environment in it.
            path = Directory.Exists(path) ? Path.Combine(path, "bin", "python3") : path;
            path = Usable(path, passed) ? path : BehindShim(path);
        }

        if (path is null && passed.Count == 0)
        {
            passed.Add($"\"{configured}\" (samantha.python.interpreter) is not on PATH");
        }

        return new PythonSearch(path is null ? null : new PythonInterpreter(path, PythonSource.Configured), passed.ToImmutable());
    }

    private static string? OnPath(string name, string searchPath, ImmutableArray<string>.Builder passed)
    {
        var found = false;
        foreach (var folder in searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Take(MaxPathFolders))
        {
            var path = Path.Combine(folder, name);
            // A relative folder in PATH would make the choice depend on where the program was started.
            if (!Path.IsPathRooted(folder) || !File.Exists(path))
            {
                continue;
            }

            found = true;
            // Links are followed so that the sandbox can show the folder in which the interpreter really lies.
            var real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            real = InEnvironment(path) ? path : real;
            if (Usable(real, passed))
            {
                return real;
            }

            if (BehindShim(real) is { } behind)
            {
                return behind;
            }
        }

        if (!found)
        {
            passed.Add($"{name} is not on PATH");
        }

        return null;
    }

    // The link of an environment must stay: Python finds the environment's packages by the path that it was called with.
    private static bool InEnvironment(string path) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path) ?? "/") ?? "/", "pyvenv.cfg"));

    // pyenv puts scripts on PATH that choose a version; the version's real interpreter lies beside them.
    private static string? BehindShim(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path);
            var root = Path.GetDirectoryName(folder);
            if (root is null || Path.GetFileName(folder) != "shims" || !File.Exists(Path.Combine(root, "version")))
            {
                return null;
            }

            var version = File.ReadLines(Path.Combine(root, "version")).FirstOrDefault()?.Trim() ?? "";
            var real = Path.Combine(root, "versions", version, "bin", "python3");
            real = File.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real;
            return version.Length > 0 && !version.Contains('/', StringComparison.Ordinal)
                   && Usable(real, ImmutableArray.CreateBuilder<string>()) ? real : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Usable(string path, ImmutableArray<string>.Builder passed)
    {
        var reason = Refusal(path);
        if (reason is not null)
        {
            passed.Add($"{path} {reason}");
        }

        return reason is null;
    }

    private static string? Refusal(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return "does not exist";
            }

            const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & execute) == 0)
            {
                return "is not executable";
            }

            using var file = File.OpenRead(path);
            return file.ReadByte() == '#' && file.ReadByte() == '!'
                ? "is a script that chooses an interpreter, not an interpreter" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "cannot be read: " + error.Message;
        }
    }
}
