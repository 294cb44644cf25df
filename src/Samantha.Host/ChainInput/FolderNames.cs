using System.Collections.Immutable;
using Samantha.Chains.Code;

namespace Samantha.Host.ChainInput;

/// <summary>
/// Folders that a command line gives to programs: must exist, become absolute, and get the name by which a program finds them
/// under /data. It opens nothing.
/// </summary>
internal static class FolderNames
{
    public static ImmutableArray<CodeFolder> Read(string option, IEnumerable<string> folders) =>
        [.. folders.Select(folder => Read(option, folder))];

    /// <summary>Two folders of one name would hide each other.</summary>
    public static void RefuseEqualNames(IEnumerable<CodeFolder> folders)
    {
        foreach (IGrouping<string, CodeFolder> equal in folders.GroupBy(folder => folder.Name, StringComparer.Ordinal))
        {
            if (equal.Select(folder => folder.Path).Skip(1).Any())
            {
                throw CommandFailure.BadInput(
                    $"two folders would both be /data/{equal.Key}: {string.Join(" and ", equal.Select(folder => folder.Path))}",
                    "Give one of them through a link or under another name.");
            }
        }
    }

    private static CodeFolder Read(string option, string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(path))
        {
            throw CommandFailure.BadInput(File.Exists(path)
                ? $"{option} {folder}: it is a file; a folder is needed"
                : $"{option} {folder}: there is no such folder");
        }

        string name = Path.GetFileName(path);
        return name.Length > 0
            ? new CodeFolder(path, name)
            : throw CommandFailure.BadInput($"{option} {folder}: the whole file system cannot be given to programs; name a folder");
    }
}
