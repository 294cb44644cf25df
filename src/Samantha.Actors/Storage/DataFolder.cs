namespace Samantha.Actors.Storage;

/// <summary>
/// Where everything durable of one user lives: <c>sessions/</c>, <c>models/</c>, <c>log/</c>. Owns the folder's place, layout
/// and rights; what is inside the session folders belongs to the journal, the lock and the control socket.
/// </summary>
public sealed class DataFolder
{
    private DataFolder(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    public string SessionsFolder => Path.Combine(Root, "sessions");

    /// <summary>Downloaded models.</summary>
    public string ModelsFolder => Path.Combine(Root, "models");

    public string LogFile => Path.Combine(Root, "log", "samantha.log");

    /// <summary>The folder for reading; it need not exist. Order: the argument, SAMANTHA_DATA, the platform's place for user data.</summary>
    public static DataFolder Locate(string? fromCommandLine = null) => throw new NotImplementedException();

    /// <summary>Creates what is missing (owner-only rights) and proves that a file can be written.</summary>
    /// <exception cref="DataFolderException">Not a folder, read-only, no permission, or full.</exception>
    public void EnsureWritable() => throw new NotImplementedException();

    public string SessionFolder(SessionId id) => Path.Combine(SessionsFolder, id.Text);

    /// <summary>Makes a new, empty session folder with a fresh id.</summary>
    public SessionId CreateSession(string chainName, TimeProvider time) => throw new NotImplementedException();
}
