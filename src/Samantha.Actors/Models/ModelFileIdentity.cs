using Samantha.Engine.Gguf;

namespace Samantha.Actors.Models;

/// <summary>What tells one version of a file from the next without reading it: path, size in bytes and time of change.</summary>
public readonly record struct ModelFileIdentity(string Path, long SizeBytes, DateTime ChangedUtc)
{
    /// <summary>Of a file that is gone: size -1. Never throws; loading says what is wrong with the file.</summary>
    public static ModelFileIdentity Of(string path)
    {
        try
        {
            FileInfo file = LinkedFile.Of(path);
            return file.Exists ? new(System.IO.Path.GetFullPath(path), file.Length, file.LastWriteTimeUtc) : new(path, -1, default);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(path, -1, default);
        }
    }
}
