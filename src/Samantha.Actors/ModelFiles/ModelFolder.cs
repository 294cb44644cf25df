namespace Samantha.Actors.ModelFiles;

/// <summary>A folder in which models are looked for.</summary>
/// <param name="Path">Absolute path; it need not exist.</param>
/// <param name="Recursive">Also in sub-folders (the download cache is ordered by host and repository); bounded in depth.</param>
public sealed record ModelFolder(string Path, bool Recursive = false);
