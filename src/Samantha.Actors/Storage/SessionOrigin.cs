namespace Samantha.Actors.Storage;

/// <summary>
/// The session that a branch came from, in a small file of its own so that lists need not read journals. The journal is what
/// counts.
/// </summary>
public static class SessionOrigin
{
    private const string FileName = "origin";

    /// <summary>An id and a line end; a larger file is not ours.</summary>
    private const int BytesMax = 200;

    public static void Write(string sessionFolder, SessionId from) =>
        AtomicFile.Write(Path.Combine(sessionFolder, FileName), from.Text);

    /// <summary>Null for every session that is no branch.</summary>
    public static SessionId? Read(string sessionFolder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(sessionFolder, FileName));
            return file is { Exists: true, Length: <= BytesMax } && SessionId.TryParse(File.ReadAllText(file.FullName), out SessionId id)
                ? id
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
