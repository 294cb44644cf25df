namespace Samantha.Engine.Gguf;

/// <summary>
/// A model file where its path may be a symbolic link, as in the caches of downloaders: size and time of change are those of the file
/// behind it, not the link's own.
/// </summary>
public static class LinkedFile
{
    /// <exception cref="IOException">A circle of links, or the disk failed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder on the way may not be looked into.</exception>
    public static FileInfo Of(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }
}
