namespace Samantha.Host.Composition;

/// <summary>
/// The folder that holds what comes with the program: <c>native/</c>, <c>models/</c>, <c>hocon/</c>. SAMANTHA_HOME names it; else
/// it is looked for from the program's own folder upwards.
/// </summary>
internal static class ProgramHome
{
    /// <summary>artifacts/bin/Samantha.Host/release is four below the repository's root.</summary>
    private const int ParentsMax = 6;

    public static string Find()
    {
        string? named = Environment.GetEnvironmentVariable("SAMANTHA_HOME");
        if (!string.IsNullOrEmpty(named))
        {
            return Path.GetFullPath(named);
        }

        string? folder = AppContext.BaseDirectory;
        for (int i = 0; i < ParentsMax && folder is not null; i++)
        {
            if (File.Exists(Path.Combine(folder, "hocon", Settings.SettingsFiles.ReferenceName)))
            {
                return folder;
            }

            folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder));
        }

        return AppContext.BaseDirectory;
    }
}
