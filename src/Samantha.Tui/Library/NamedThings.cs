using Samantha.Chains.ChainFiles;

namespace Samantha.Tui.Library;

/// <summary>What a chain file names, found out by reading the chain as if all of it were there. Touches no disk.</summary>
internal static class NamedThings
{
    private const string AnyText = "text";

    /// <summary>Sources that have everything; each name is told.</summary>
    public static ChainFileSources Assumed(Action<string> named) => new(
        (name, _) =>
        {
            named(name);
            return FileText.Ok(name, AnyText);
        },
        (name, _) =>
        {
            named(name);
            return PdfPages.Ok(name, [AnyText]);
        },
        name =>
        {
            named(name);
            return ResolvedFolder.Ok(Path.GetFullPath(name));
        });

    /// <summary>Relative names only: what lies elsewhere stays there.</summary>
    public static IReadOnlyList<string> In(string text, string path)
    {
        var named = new List<string>();
        if (!path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            ChainFileReader.Read(text, path, Assumed(named.Add));
        }

        return [.. named.Where(name => !Path.IsPathRooted(name) && !name.StartsWith('~')).Distinct()];
    }
}
