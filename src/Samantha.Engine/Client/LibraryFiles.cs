using System.Text.RegularExpressions;

namespace Samantha.Engine.Client;

/// <summary>
/// The files of one llama.cpp build in one folder. Their names carry version and kind (libllama.v0.4.0.so,
/// libllama.metal.v0.4.0.dylib, llama.v0.4.0.dll), so they are found by pattern.
/// </summary>
internal sealed partial record LibraryFiles(string Folder, string Llama, string Ggml, string GgmlBase, string Version)
{
    public static string Example => OperatingSystem.IsWindows() ? "llama.v0.4.0.dll"
        : OperatingSystem.IsMacOS() ? "libllama.v0.4.0.dylib" : "libllama.v0.4.0.so";

    /// <summary>Null when the folder lacks one of the three, or they are of a version whose layouts are not known.</summary>
    public static LibraryFiles? Locate(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        (string Path, string Version)? llama = null;
        (string Path, string Version)? ggml = null;
        string? ggmlBase = null;
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = System.IO.Path.GetFileName(path);
            Match match = VersionedName().Match(name);
            if (match.Success && match.Groups["part"].Value == "llama")
            {
                llama = (path, match.Groups["version"].Value);
            }
            else if (match.Success)
            {
                ggml = (path, match.Groups["version"].Value);
            }
            else if (BaseName().IsMatch(name))
            {
                ggmlBase = path;
            }
        }

        return llama is { } l && ggml is { } g && ggmlBase is not null && IsKnownVersion(l.Version)
            ? new LibraryFiles(System.IO.Path.GetFullPath(folder), l.Path, g.Path, ggmlBase, l.Version)
            : null;
    }

    /// <summary>
    /// Struct layouts and defaults were compared for 0.4 and 0.5 and are the same; earlier and later ones differ.
    /// </summary>
    public static bool IsKnownVersion(string version) =>
        version.StartsWith("0.4.", StringComparison.Ordinal) || version.StartsWith("0.5.", StringComparison.Ordinal);

    [GeneratedRegex(@"^(lib)?(?<part>llama|ggml)(\.[a-z]+)?\.v(?<version>\d+\.\d+\.\d+)\.(so|dylib|dll)$")]
    private static partial Regex VersionedName();

    [GeneratedRegex(@"^(lib)?ggml-base\.(so|dylib|dll)$")]
    private static partial Regex BaseName();
}
