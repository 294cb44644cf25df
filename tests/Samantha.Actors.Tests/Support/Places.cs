using System.Reflection;

namespace Samantha.Actors.Tests.Support;

/// <summary>Where the repository's own files are, found from the test assembly upwards.</summary>
internal static class Places
{
    public static string Home { get; } = FindHome();

    public static string Q8Model => Path.Combine(Home, "models", "samantha-mini-q8_0.gguf");

    /// <summary>The scripted engine as the build left it, beside this assembly's own output folder.</summary>
    public static string ScriptedEngine => Path.Combine(
        Home, "artifacts", "bin", "Samantha.ScriptedEngine", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), "Samantha.ScriptedEngine.dll");

    private static string FindHome()
    {
        for (DirectoryInfo? folder = new(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Samantha.Actors.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Samantha.Actors.sln is in no folder above the tests.");
    }
}
