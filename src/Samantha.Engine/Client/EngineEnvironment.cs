namespace Samantha.Engine.Client;

/// <summary>
/// The environment of the child, spelled out: nothing of the host's environment passes but what a .NET process needs to
/// start, so that a stray GGML_* or LLAMA_* variable cannot load a library or change a result.
/// </summary>
internal static class EngineEnvironment
{
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SystemDrive", "windir", "LOCALAPPDATA",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_HOST_PATH", "DOTNET_BUNDLE_EXTRACT_BASE_DIR",
    ];

    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> extra)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                values[name] = value;
            }
        }

        return WithOwn(values, extra);
    }

    /// <summary>In a jail nothing of the host's environment is left: the first process of a jail shows it to the others.</summary>
    public static IReadOnlyDictionary<string, string> ForJail(IReadOnlyDictionary<string, string> extra, string? runtimeFolder)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal) { [Server.ShelterCheckUp.JailedVariable] = "1" };
        if (runtimeFolder is not null)
        {
            values["DOTNET_ROOT"] = runtimeFolder;
        }

        return WithOwn(values, extra);
    }

    private static Dictionary<string, string> WithOwn(
        Dictionary<string, string> values, IReadOnlyDictionary<string, string> extra)
    {
        // Read with getenv while libggml-base loads: setting it inside the child would be too late. Without it an
        // assertion forks a debugger for a backtrace, a second of noise on stderr.
        values["GGML_NO_BACKTRACE"] = "1";

        // No diagnostic socket in the temp folder, no crash dumps of several GB.
        values["DOTNET_EnableDiagnostics"] = "0";
        values["DOTNET_gcServer"] = "0";
        values["DOTNET_NOLOGO"] = "1";
        foreach ((string name, string value) in extra)
        {
            values[name] = value;
        }

        return values;
    }
}
