using System.Security.Cryptography;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// The canary files of one run and the mark that its processes carry. File rights are open to all on purpose: only the sandbox
/// may be what holds. It remembers what the files were, so that every change shows.
/// </summary>
internal sealed class AttackScene
{
    private readonly SortedDictionary<string, string> _before;

    public AttackScene(string folder)
    {
        Folder = folder;
        Mark = "smk" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
        foreach (var path in new[] { Folder, Home, Readable, Writable, PlainWork })
        {
            Directory.CreateDirectory(path);
            OpenToAll(path);
        }

        foreach (var path in new[] { SecretFile, KeepFile, Path.Combine(Readable, "readable.txt") })
        {
            File.WriteAllText(path, path == SecretFile ? AttackRange.Secret : "as it was");
            OpenToAll(path);
        }

        File.CreateSymbolicLink(Path.Combine(Readable, "link-to-secret"), SecretFile);
        File.CreateSymbolicLink(Path.Combine(Readable, "link-to-home"), Home);
        _before = Snapshot();
    }

    public string Folder { get; }

    /// <summary>At most 15 characters, the kernel's limit for the name of a process.</summary>
    public string Mark { get; }

    public string Home => Path.Combine(Folder, "home");

    public string SecretFile => Path.Combine(Home, "canary-secret.txt");

    public string KeepFile => Path.Combine(Home, "keep.txt");

    public string Readable => Path.Combine(Folder, "readable");

    public string Writable => Path.Combine(Folder, "writable");

    public string Files => Path.Combine(Folder, "files");

    /// <summary>The work folder of a run without the sandbox.</summary>
    public string PlainWork => Path.Combine(Folder, "work");

    /// <summary>Lets every user of this machine read, write and enter.</summary>
    public static void OpenToAll(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        }
    }

    /// <summary>What was changed outside of the folders that the run may write, one line each.</summary>
    public IReadOnlyList<string> Changes()
    {
        var now = Snapshot();
        return
        [
            .. now.Where(pair => !_before.TryGetValue(pair.Key, out var was) || was != pair.Value)
                .Select(pair => $"{pair.Key} is new or changed"),
            .. _before.Keys.Where(path => !now.ContainsKey(path)).Select(path => $"{path} is gone"),
        ];
    }

    private SortedDictionary<string, string> Snapshot()
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = 0 };
        foreach (var root in new[] { Folder, Home, Readable }.Where(Directory.Exists))
        {
            var entries = new DirectoryInfo(root).EnumerateFileSystemInfos("*", options);
            foreach (var entry in entries.Where(entry => entry.FullName != Files))
            {
                found[entry.FullName] = entry.LinkTarget is { } target ? "-> " + target
                    : entry is FileInfo file ? $"{file.UnixFileMode} {File.ReadAllText(file.FullName)}"
                    : entry.UnixFileMode.ToString();
            }
        }

        return found;
    }
}
