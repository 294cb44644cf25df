namespace Samantha.Actors.Storage;

/// <summary>
/// Replaces a file's content so that a reader, or the next start after a power loss, sees either the old or the new content.
/// It is the only way this program writes small files; it never appends.
/// </summary>
public static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content) => throw new NotImplementedException();

    public static void Write(string path, string content) => throw new NotImplementedException();
}
