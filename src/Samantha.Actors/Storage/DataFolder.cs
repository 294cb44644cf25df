namespace Samantha.Actors.Storage;

/// <summary>
/// Where everything durable of one user lives: <c>sessions/</c>, <c>models/</c>, <c>log/</c>. Owns the folder's place, layout
/// and rights; what is inside the session folders belongs to the journal, the lock and the control socket.
/// </summary>
public sealed class DataFolder
{
    public const string EnvironmentVariable = "SAMANTHA_DATA";

    // One block: enough to notice a full disk, cheap enough for every start.
    private const int ProbeBytes = 4096;

    // Ids differ in four random characters; twenty collisions in a row mean that something else is wrong.
    private const int CreateAttemptsMax = 20;

    private DataFolder(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    public string SessionsFolder => Path.Combine(Root, "sessions");

    /// <summary>Downloaded models.</summary>
    public string ModelsFolder => Path.Combine(Root, "models");

    /// <summary>What is remembered of model files' hashes.</summary>
    public string ModelHashesFile => Path.Combine(ModelsFolder, ".hashes.json");

    public string LogFile => Path.Combine(Root, "log", "samantha.log");

    /// <summary>The folder for reading; it need not exist. Order: the argument, SAMANTHA_DATA, the platform's place for user
    /// data.</summary>
    /// <exception cref="DataFolderException">None of the three names a place.</exception>
    public static DataFolder Locate(string? fromCommandLine = null) =>
        Locate(fromCommandLine, Environment.GetEnvironmentVariable);

    internal static DataFolder Locate(string? fromCommandLine, Func<string, string?> environment)
    {
        string root = NotEmpty(fromCommandLine) ?? NotEmpty(environment(EnvironmentVariable)) ?? PlatformDefault(environment);
        try
        {
            return new DataFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new DataFolderException($"the data folder '{root}' is not a usable path: {e.Message}", e);
        }
    }

    /// <summary>Creates what is missing (owner-only rights) and proves that a file can be written.</summary>
    /// <exception cref="DataFolderException">Not a folder, read-only, no permission, or full.</exception>
    public void EnsureWritable()
    {
        string subject = $"the data folder '{Root}'";
        if (File.Exists(Root))
        {
            throw new DataFolderException($"{subject} is a file; {Advice}");
        }

        try
        {
            OwnerOnly.CreateFolder(Root);
            OwnerOnly.CreateFolder(SessionsFolder);
            OwnerOnly.CreateFolder(ModelsFolder);
            OwnerOnly.CreateFolder(Path.GetDirectoryName(LogFile)!);
            Probe();
        }
        catch (IOException e) when (DiskErrors.IsDiskFull(e))
        {
            throw new DataFolderException($"{subject} is on a full disk; free some space, or {Advice}", e);
        }
        catch (IOException e) when (DiskErrors.IsReadOnlyFileSystem(e))
        {
            throw new DataFolderException($"{subject} is on a read-only file system; {Advice}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFolderException($"{subject} cannot be written (no permission); {Advice}", e);
        }
        catch (IOException e)
        {
            throw new DataFolderException($"{subject} cannot be used: {e.Message}; {Advice}", e);
        }
    }

    public string SessionFolder(SessionId id) => Path.Combine(SessionsFolder, id.Text);

    /// <summary>Makes a new, empty session folder with a fresh id.</summary>
    public SessionId CreateSession(string chainName, TimeProvider time)
    {
        for (int attempt = 0; attempt < CreateAttemptsMax; attempt++)
        {
            SessionId id = SessionId.Create(time.GetUtcNow(), chainName);
            string folder = SessionFolder(id);
            if (!Path.Exists(folder))
            {
                OwnerOnly.CreateFolder(folder);
                FolderSync.Flush(SessionsFolder);
                return id;
            }
        }

        throw new DataFolderException($"no free session name could be found in '{SessionsFolder}'; {Advice}");
    }

    private static string Advice => $"choose another with --data FOLDER or {EnvironmentVariable}";

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string PlatformDefault(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(NotEmpty(local) ?? throw NoHome("LOCALAPPDATA"), "samantha");
        }

        // The XDG specification says that relative values are to be ignored.
        string? xdg = NotEmpty(environment("XDG_DATA_HOME"));
        if (!OperatingSystem.IsMacOS() && xdg is not null && Path.IsPathRooted(xdg))
        {
            return Path.Combine(xdg, "samantha");
        }

        string home = NotEmpty(environment("HOME")) ?? throw NoHome("HOME");
        return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Application Support", "samantha")
            : Path.Combine(home, ".local", "share", "samantha");
    }

    private static DataFolderException NoHome(string variable) =>
        new($"there is no place for the data folder, because {variable} is not set; {Advice}");

    private void Probe()
    {
        string probe = Path.Combine(Root, $".probe-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        try
        {
            using var stream = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None);
            stream.Write(new byte[ProbeBytes]);
            stream.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(probe);
        }
    }
}
