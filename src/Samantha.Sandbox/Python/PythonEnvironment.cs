using System.Collections.Immutable;
using System.Text.Json;

namespace Samantha.Sandbox.Python;

/// <summary>
/// The user's own Python environment: makes it, and tells what an interpreter offers. It never installs a module and never runs
/// generated code.
/// </summary>
public static class PythonEnvironment
{
    /// <summary>Names and versions longer than this are not names and versions.</summary>
    private const int MaxNameLength = 200;

    // find_spec of a top-level name looks for the file and imports nothing.
    private const string Query = """
        import importlib.metadata as metadata, importlib.util, json, platform, sys
        modules = []
        for found in metadata.distributions():
            try:
                modules.append([str(found.metadata["Name"]), str(found.version)])
            except Exception:
                pass
        importable = []
        for name in sys.argv[1:]:
            try:
                if importlib.util.find_spec(name) is not None:
                    importable.append(name)
            except Exception:
                pass
        print(json.dumps(
            {"version": platform.python_version(), "prefix": sys.prefix, "modules": modules, "importable": importable}))
        """;

    /// <summary>
    /// Makes an environment in the folder that sees the modules of the machine, without pip, and tells what it offers. Takes a
    /// tenth of a second and needs no network. A folder that is an environment already is left as it is.
    /// </summary>
    /// <exception cref="PythonException">The folder is in use for something else, or the interpreter cannot do it.</exception>
    public static async Task<PythonEnvironmentReport> CreateAsync(
        string folder, PythonInterpreter interpreter, CancellationToken ct)
    {
        folder = Path.GetFullPath(folder);
        if (!IsEnvironment(folder))
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                throw new PythonException(
                    $"{folder} exists and is not a Python environment. Move it away, then set Python up again.");
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder) ?? folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new PythonException($"{folder} cannot be made: {error.Message}", error);
            }

            await InterpreterCall.RunAsync(
                interpreter.Path, ["-m", "venv", "--system-site-packages", "--without-pip", folder], ct).ConfigureAwait(false);
        }

        return await ListAsync(Path.Combine(folder, "bin", "python3"), ct).ConfigureAwait(false);
    }

    /// <summary>Whether the folder holds an environment with an interpreter.</summary>
    public static bool IsEnvironment(string folder) =>
        File.Exists(Path.Combine(folder, "pyvenv.cfg")) && File.Exists(Path.Combine(folder, "bin", "python3"));

    /// <summary>
    /// The interpreter's version, its installed modules in the order of their names, and the data-analysis libraries.
    /// </summary>
    /// <exception cref="PythonException">The interpreter does not answer, or not as a Python does.</exception>
    public static async Task<PythonEnvironmentReport> ListAsync(string interpreter, CancellationToken ct)
    {
        ImmutableArray<string> arguments = ["-c", Query, .. DataAnalysisLibraries.All.Select(library => library.ImportName)];
        return Read(interpreter, await InterpreterCall.RunAsync(interpreter, arguments, ct).ConfigureAwait(false));
    }

    internal static PythonEnvironmentReport Read(string interpreter, string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            ImmutableArray<PythonModule> modules =
            [
                .. root.GetProperty("modules").EnumerateArray().Select(pair => new PythonModule(Short(pair[0]), Short(pair[1])))
                    .DistinctBy(module => Normal(module.Name)).OrderBy(module => Normal(module.Name), StringComparer.Ordinal),
            ];
            var versions = modules.ToDictionary(module => Normal(module.Name), module => module.Version, StringComparer.Ordinal);
            var importable = root.GetProperty("importable").EnumerateArray().Select(Short).ToHashSet(StringComparer.Ordinal);
            return new PythonEnvironmentReport(
                interpreter, Short(root.GetProperty("version")), Short(root.GetProperty("prefix")), modules,
                [
                    .. DataAnalysisLibraries.All.Select(library => new PythonLibrary(
                        library.Distribution, library.ImportName, library.AptPackage,
                        importable.Contains(library.ImportName)
                            ? versions.GetValueOrDefault(Normal(library.Distribution), "?") : null)),
                ]);
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new PythonException($"{interpreter} does not answer as Python 3.8 or newer does.", error);
        }
    }

    // Python's own rule for equal names: letter case and the three separators do not matter.
    private static string Normal(string name) => name.ToLowerInvariant().Replace('_', '-').Replace('.', '-');

    private static string Short(JsonElement element)
    {
        var text = element.GetString() ?? "?";
        return text.Length > MaxNameLength ? text[..MaxNameLength] : text;
    }
}
