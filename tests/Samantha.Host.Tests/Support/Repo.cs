namespace Samantha.Host.Tests.Support;

/// <summary>Where the repository's own files are, seen from the test's output folder.</summary>
internal static class Repo
{
    public static string Root { get; } = FindRoot();

    public static string Model => Path.Combine(Root, "models", "samantha-mini-q8_0.gguf");

    public static string Chain(string name) => Path.Combine(Root, "hocon", "chains", name + ".conf");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
