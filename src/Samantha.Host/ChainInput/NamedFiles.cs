using Samantha.Chains.ChainFiles;

namespace Samantha.Host.ChainInput;

/// <summary>What a chain file names, found and read: text files and folders, relative to the chain file.</summary>
internal static class NamedFiles
{
    public static ChainFileSources Of(string folder) => new(
        (name, encoding) => TextFiles.Read(Path.GetFullPath(name, folder), encoding) with { Source = name },
        ResolveFolder: name => Resolve(folder, name));

    private static ResolvedFolder Resolve(string folder, string name)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(WithHome(name), folder));
        return Directory.Exists(path) ? ResolvedFolder.Ok(path)
            : File.Exists(path) ? ResolvedFolder.Failed($"{path} is a file; a folder is needed")
            : ResolvedFolder.Failed($"there is no folder {path}");
    }

    private static string WithHome(string name) => name == "~" || name.StartsWith("~/", StringComparison.Ordinal)
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + name[1..]
        : name;
}
