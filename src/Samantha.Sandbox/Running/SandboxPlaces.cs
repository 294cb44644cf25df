using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Samantha.Sandbox.Bubblewrap;
using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Seccomp;

namespace Samantha.Sandbox.Running;

/// <summary>
/// The private folder of one sandbox object on the host: the supervisor, the filters, and a folder for each run that needs one.
/// It makes and removes them; it writes nowhere else.
/// </summary>
internal sealed class SandboxPlaces(TimeProvider time) : IDisposable
{
    private const string Prefix = "samantha-sandbox-";
    private const string LockName = "lock";

    /// <summary>The temporary folder that every user of a Unix system has.</summary>
    private const string Shared = "/tmp";

    /// <summary>Folders younger than this may be in the making.</summary>
    private static readonly TimeSpan StaleAge = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private string? _folder;
    private FileStream? _lock;
    private int _runs;

    private string Folder
    {
        get
        {
            lock (_gate)
            {
                return _folder ??= Make();
            }
        }
    }

    public string SupervisorFile => Path.Combine(Folder, "supervisor.py");

    public string FilterFile(bool network) => Path.Combine(Folder, network ? "filter-network" : "filter");

    /// <summary>A new empty folder that others may walk through but not list.</summary>
    public string NewRunFolder()
    {
        string path = Path.Combine(Folder, $"run-{Interlocked.Increment(ref _runs)}");
        Directory.CreateDirectory(path);
        FileRights.Set(path, FileRights.Passable);
        return path;
    }

    /// <summary>Removes a run's folder with what a program left in it; links are removed, not followed.</summary>
    public static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                if (!RootDrop.IsRoot)
                {
                    OpenUp(new DirectoryInfo(folder));
                }

                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Something still holds it; it lies in the system's temporary folder, which is cleared by others.
        }
    }

    public void Dispose()
    {
        if (_folder is not null)
        {
            Remove(_folder);
            _lock?.Dispose();
        }
    }

    /// <summary>Folders of processes that were killed: nobody holds their lock any more.</summary>
    internal static void RemoveStale(string parent, DateTime nowUtc)
    {
        try
        {
            foreach (DirectoryInfo folder in new DirectoryInfo(parent).EnumerateDirectories(Prefix + "*").Take(100))
            {
                if (nowUtc - folder.LastWriteTimeUtc > StaleAge && folder.LinkTarget is null)
                {
                    RemoveUnlessHeld(folder.FullName);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A temporary folder that may not be listed: then nothing is tidied.
        }
    }

    private static void RemoveUnlessHeld(string folder)
    {
        try
        {
            using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                Remove(folder);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // In use, without a lock, or another user's.
        }
    }

    private string Make()
    {
        string folder = MakePassableFolder();
        _lock = new FileStream(Path.Combine(folder, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        if (!RootDrop.IsRoot)
        {
            // Not as root: another user could make such a folder and lead us elsewhere with it.
            RemoveStale(Path.GetTempPath(), time.GetUtcNow().UtcDateTime);
        }

        File.WriteAllText(Path.Combine(folder, "supervisor.py"), EmbeddedScripts.Supervisor);
        if (SyscallTable.For(RuntimeInformation.ProcessArchitecture) is { } table)
        {
            File.WriteAllBytes(Path.Combine(folder, "filter"), SeccompFilter.ToBytes(SeccompFilter.Build(table, network: false)));
            File.WriteAllBytes(
                Path.Combine(folder, "filter-network"), SeccompFilter.ToBytes(SeccompFilter.Build(table, network: true)));
        }

        return folder;
    }

    /// <summary>A new private folder that others may walk through.</summary>
    internal static string MakePassableFolder()
    {
        string folder = MakeFolder();
        FileRights.Set(folder, FileRights.Passable);
        return folder;
    }

    // Root's programs run as nobody, who must be able to walk here; root's own temporary folder may be closed to others.
    private static string MakeFolder()
    {
        if (!RootDrop.IsRoot || OperatingSystem.IsWindows() || IsPassable(Path.GetTempPath()))
        {
            return Directory.CreateTempSubdirectory(Prefix).FullName;
        }

        string folder = Path.Combine(Shared, Prefix + Path.GetRandomFileName());
        return Directory.CreateDirectory(folder, FileRights.Owner).FullName;
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsPassable(string path)
    {
        for (DirectoryInfo? folder = new(Path.GetFullPath(path)); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A program may have taken its folders' rights away, which would keep them from being removed.</summary>
    private static void OpenUp(DirectoryInfo folder)
    {
        foreach (DirectoryInfo inner in folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null))
        {
            FileRights.Set(inner.FullName, FileRights.Owner);
            OpenUp(inner);
        }
    }
}
