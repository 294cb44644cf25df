namespace Samantha.Storm;

/// <summary>Where the repository's own files are, found from this assembly upwards.</summary>
internal static class Places
{
    public static string Home { get; } = FindHome();

    public static string Model => Path.Combine(Home, "models", "samantha-mini-q8_0.gguf");

    public static string ScriptedEngine => Beside("Samantha.ScriptedEngine");

    public static string This => Beside("Samantha.Storm");

    private static string Beside(string name) => Path.Combine(Home, "artifacts", "bin", name, Configuration, $"{name}.dll");

    /// <summary>debug or release: the last part of the output folder that this runs from.</summary>
    private static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\'));

    private static string FindHome()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Samantha.Actors.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Samantha.Actors.sln is in no folder above this program.");
    }
}
