using System.Collections.Immutable;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Editor;

/// <summary>
/// Prompts that people collect: text files with <c>$-$-$</c> between the entries, as the original program has them. The shipped
/// ones first, then those in <c>prompts/</c> of the data folder. Touches a disk; read anew each time.
/// </summary>
public sealed class PromptCollections(ITuiServices services)
{
    public const string Separator = "$-$-$";

    public const string User = "user";
    public const string System = "system";

    public const int FilesMax = 200;
    public const int EntriesMax = 5_000;

    /// <summary>Where a person's own files are.</summary>
    public string OwnFolder => Path.Combine(services.Data.Root, "prompts");

    private string ShippedFolder => Path.Combine(services.Facts.HomeFolder, "hocon", "prompts");

    /// <summary>The entries of one text, without blanks around them; empty ones are left out.</summary>
    public static ImmutableArray<string> Parse(string text) =>
    [
        .. text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split(Separator)
            .Select(entry => entry.Trim()).Where(entry => entry.Length > 0),
    ];

    /// <param name="kind">
    /// <see cref="System"/>: files whose name begins so. <see cref="User"/>: all others. One bad file does not hinder the rest.
    /// </param>
    public ImmutableArray<CollectedPrompt> Read(string kind) =>
    [
        .. Files(ShippedFolder).Concat(Files(OwnFolder))
            .Where(file => Path.GetFileName(file).StartsWith(System, StringComparison.OrdinalIgnoreCase) == (kind == System))
            .SelectMany(ReadFile).Take(EntriesMax),
    ];

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.OrdinalIgnoreCase).Take(FilesMax)
        : [];

    private IEnumerable<CollectedPrompt> ReadFile(string file)
    {
        try
        {
            string name = Path.GetFileName(file);
            return Parse(services.Chains.ReadText(file)).Select(text => new CollectedPrompt(text, name));
        }
        catch (LibraryException)
        {
            return [];
        }
    }
}

/// <summary>An entry of a collection and the name of its file.</summary>
public sealed record CollectedPrompt(string Text, string FileName);
