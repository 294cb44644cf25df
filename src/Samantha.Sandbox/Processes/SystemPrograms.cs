namespace Samantha.Sandbox.Processes;

/// <summary>Finds programs of the system by name, in the system's own folders only, not in what PATH happens to say.</summary>
internal static class SystemPrograms
{
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    public static string? Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
