using System.Collections.Immutable;
using Samantha.Chains.Code;

namespace Samantha.Host.ChainInput;

/// <summary>
/// Folders that a command line gives to programs: must exist, become absolute, and get the name by which a program finds them
/// under /data: the folder's own, or NAME in NAME=DIR. It opens nothing.
/// </summary>
internal static class FolderNames
{
    private const int NameCharactersMax = 64;

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
                    "Give one of them another name: NAME=DIR.");
            }
        }
    }

    private static CodeFolder Read(string option, string text)
    {
        string[] parts = text.Split('=', 2);
        bool isNamed = parts.Length == 2 && IsName(parts[0]) && !Directory.Exists(text);
        string folder = isNamed ? parts[1] : text;
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(path))
        {
            throw CommandFailure.BadInput(File.Exists(path)
                ? $"{option} {text}: it is a file; a folder is needed"
                : $"{option} {text}: there is no such folder");
        }

        string name = isNamed ? parts[0] : Path.GetFileName(path);
        return name.Length == 0
            ? throw CommandFailure.BadInput($"{option} {text}: the whole file system cannot be given to programs; name a folder")
            : IsName(name) ? new CodeFolder(path, name)
            : throw CommandFailure.BadInput(
                $"{option} {text}: '{name}' cannot be the name of a folder below /data (letters, digits, - _ and . are allowed, "
                + $"at most {NameCharactersMax})",
                $"Give it another name: {option} NAME={folder}");
    }

    // As in a chain file.
    private static bool IsName(string name) => name.Length is > 0 and <= NameCharactersMax && name[0] != '.'
        && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.');
}
