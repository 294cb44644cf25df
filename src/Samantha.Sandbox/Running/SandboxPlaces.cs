using System.Runtime.InteropServices;
using Samantha.Sandbox.Processes;
using Samantha.Sandbox.Seccomp;

namespace Samantha.Sandbox.Running;

/// <summary>
/// The private folder of one sandbox object on the host: the supervisor, the filters, and a folder for each run that needs one.
/// It makes and removes them; it writes nowhere else.
/// </summary>
internal sealed class SandboxPlaces : IDisposable
{
    private readonly Lazy<string> _folder = new(Make);
    private int _runs;

    public string SupervisorFile => Path.Combine(_folder.Value, "supervisor.py");

    public string FilterFile(bool network) => Path.Combine(_folder.Value, network ? "filter-network" : "filter");

    /// <summary>A new empty folder that others may walk through but not list.</summary>
    public string NewRunFolder()
    {
        string path = Path.Combine(_folder.Value, $"run-{Interlocked.Increment(ref _runs)}");
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
                OpenUp(new DirectoryInfo(folder));
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
        if (_folder.IsValueCreated)
        {
            Remove(_folder.Value);
        }
    }

    private static string Make()
    {
        string folder = Directory.CreateTempSubdirectory("samantha-sandbox-").FullName;
        FileRights.Set(folder, FileRights.Passable);
        File.WriteAllText(Path.Combine(folder, "supervisor.py"), EmbeddedScripts.Supervisor);
        if (SyscallTable.For(RuntimeInformation.ProcessArchitecture) is { } table)
        {
            File.WriteAllBytes(Path.Combine(folder, "filter"), SeccompFilter.ToBytes(SeccompFilter.Build(table, network: false)));
            File.WriteAllBytes(
                Path.Combine(folder, "filter-network"), SeccompFilter.ToBytes(SeccompFilter.Build(table, network: true)));
        }

        return folder;
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
