using System.Collections.Immutable;

namespace Samantha.Actors.ModelFiles;

/// <summary>
/// Turns what the user wrote (a path, a name, a URL) into one file. Only looks; it neither opens nor downloads models.
/// </summary>
public sealed class ModelResolver
{
    /// <param name="folders">Searched in this order; an exact name in an earlier folder wins.</param>
    /// <param name="downloadFolder">Where downloads go.</param>
    public ModelResolver(ImmutableArray<ModelFolder> folders, string downloadFolder)
    {
        Folders = folders;
        DownloadFolder = downloadFolder;
    }

    public ImmutableArray<ModelFolder> Folders { get; }

    public string DownloadFolder { get; }

    /// <param name="reference">A path, a name with or without <c>.gguf</c>, a unique beginning of a name, or an http(s) URL.</param>
    /// <param name="baseFolder">Relative paths start here (a chain file's folder); null: the current folder.</param>
    /// <exception cref="ModelNotFoundException">No file, or more than one.</exception>
    public ResolvedModel Resolve(string reference, string? baseFolder = null) => throw new NotImplementedException();
}
