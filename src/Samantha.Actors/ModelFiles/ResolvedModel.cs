namespace Samantha.Actors.ModelFiles;

/// <summary>The file that a model reference means.</summary>
/// <param name="Name">File name without <c>.gguf</c>.</param>
/// <param name="Path">Absolute path; for a URL, where the download goes.</param>
/// <param name="Source">The URL, when the reference is one.</param>
public sealed record ResolvedModel(string Name, string Path, Uri? Source)
{
    /// <summary>True for a URL whose file is not in the cache yet.</summary>
    public bool NeedsDownload => Source is not null && !File.Exists(Path);
}
