namespace Samantha.Actors.Storage;

/// <summary>Another process holds the session. Names it, so that the user can find it; carries no handle to it.</summary>
public sealed class SessionInUseException : IOException
{
    public SessionInUseException(string sessionFolder, SessionLockOwner? owner)
        : base(Describe(sessionFolder, owner))
    {
        SessionFolder = sessionFolder;
        Owner = owner;
    }

    public string SessionFolder { get; }

    /// <summary>Null when the holder has not written its name yet.</summary>
    public SessionLockOwner? Owner { get; }

    private static string Describe(string sessionFolder, SessionLockOwner? owner)
    {
        string session = Path.GetFileName(Path.TrimEndingDirectorySeparator(sessionFolder));
        string holder = owner is null
            ? "another process"
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"process {owner.ProcessId} (since {owner.SinceUtc.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)");
        return $"session {session} is in use by {holder};"
            + $" stop it first (samantha stop {session}) or watch it (samantha show {session})";
    }
}
