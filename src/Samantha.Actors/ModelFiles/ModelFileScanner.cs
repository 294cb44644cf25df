using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Engine.Gguf;

namespace Samantha.Actors.ModelFiles;

/// <summary>Finds model files in a folder by name alone. A folder that is missing or cannot be read holds none.</summary>
internal static partial class ModelFileScanner
{
    // host / owner / repository / revision / sub-folders of the repository.
    private const int DepthMax = 8;

    // A folder with more is not a models folder; the list stays usable.
    private const int FilesMax = 10_000;

    public static IEnumerable<ModelFileEntry> Scan(ModelFolder folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = folder.Recursive,
            MaxRecursionDepth = DepthMax,
            IgnoreInaccessible = true,
            MatchCasing = MatchCasing.CaseInsensitive,
            AttributesToSkip = FileAttributes.System,
        };
        FileInfo[] files;
        try
        {
            files = [.. new DirectoryInfo(folder.Path).EnumerateFiles("*" + ModelUrl.Extension, options).Take(FilesMax)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }

        return files
            .Where(file => !IsLaterPart(file.Name))
            .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => new ModelFileEntry(file.Name[..^ModelUrl.Extension.Length], file.FullName, Size(file), folder));
    }

    /// <summary>A model in several files is loaded through its first.</summary>
    private static bool IsLaterPart(string name) =>
        PartName().Match(name) is { Success: true } match
        && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) > 1;

    private static long Size(FileInfo file)
    {
        try
        {
            return LinkedFile.Of(file.FullName).Length;
        }
        catch (IOException)
        {
            return 0; // Gone, or a link to nowhere: the header check will say so.
        }
    }

    [GeneratedRegex(@"-(\d{5})-of-\d{5}\.gguf$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PartName();
}
