namespace Samantha.Chains.ChainFiles;

/// <summary>Where a folder that a chain names is (an absolute path), or the problem in words. The caller looks.</summary>
public sealed record ResolvedFolder(string? Path, string? Problem)
{
    public static ResolvedFolder Ok(string path) => new(path, null);

    public static ResolvedFolder Failed(string problem) => new(null, problem);
}
