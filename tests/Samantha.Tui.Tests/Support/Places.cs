namespace Samantha.Tui.Tests.Support;

/// <summary>Where the repository's own files are, found from the test assembly upwards.</summary>
internal static class Places
{
    public static string Home { get; } = FindHome();

    public static string Examples => Path.Combine(Home, "hocon", "chains");

    public static string Sources => Path.Combine(Home, "src", "Samantha.Tui");

    /// <summary>The scripted engine as the build left it, beside this assembly's own output folder.</summary>
    public static string ScriptedEngine => Path.Combine(
        Home, "artifacts", "bin", "Samantha.ScriptedEngine", Configuration, "Samantha.ScriptedEngine.dll");

    /// <summary>debug or release: the last part of this assembly's own output folder.</summary>
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

        throw new InvalidOperationException("Samantha.Actors.sln is in no folder above the tests.");
    }
}
