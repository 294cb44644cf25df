using System.Collections.Immutable;

namespace Samantha.Sandbox.Bubblewrap;

/// <summary>
/// How the host's top folders of programs lie: links into /usr on a merged system, folders of their own on an older one.
/// </summary>
internal sealed record RootLayout(ImmutableArray<(string Name, string Target)> Links, ImmutableArray<string> Folders)
{
    private static readonly string[] Names = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

    public static RootLayout Detect()
    {
        var links = ImmutableArray.CreateBuilder<(string, string)>();
        var folders = ImmutableArray.CreateBuilder<string>();
        foreach (string name in Names)
        {
            DirectoryInfo folder = new("/" + name);
            if (folder.LinkTarget is { } target)
            {
                links.Add((name, target.TrimStart('/')));
            }
            else if (folder.Exists)
            {
                folders.Add(name);
            }
        }

        return new RootLayout(links.ToImmutable(), folders.ToImmutable());
    }
}
