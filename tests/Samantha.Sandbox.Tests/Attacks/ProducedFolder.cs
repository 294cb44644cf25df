using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Looks at the host folder into which a run's files were copied: nothing in it may be a link, a device, or unreported.
/// </summary>
internal static class ProducedFolder
{
    private const int MaxFiles = 200;

    public static IReadOnlyList<string> Complaints(string folder, SandboxOutcome outcome, SandboxLimits limits)
    {
        List<string> complaints = [];
        HashSet<string> expected = new(StringComparer.Ordinal);
        foreach (var file in outcome.Files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Name));
            expected.Add(path);
            if (!path.StartsWith(folder + "/", StringComparison.Ordinal) || file.Name.Any(char.IsControl)
                || file.Name.Contains('\\')
                || file.Name.Split('/').Any(part => part is "" or "." or ".."))
            {
                complaints.Add($"the file name \"{Uri.EscapeDataString(file.Name)}\" is not tame");
            }
            else if (!File.Exists(path) || new FileInfo(path).Length != file.Bytes)
            {
                complaints.Add($"{file.Name} is told with {file.Bytes} bytes and is not there like that");
            }
        }

        if (outcome.Files.Length > MaxFiles || outcome.Files.Sum(file => file.Bytes) > limits.WorkFolderBytes)
        {
            complaints.Add($"{outcome.Files.Length} files with {outcome.Files.Sum(file => file.Bytes)} bytes were copied");
        }

        if (Directory.Exists(folder))
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, MaxRecursionDepth = 100 };
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
            {
                if (entry.LinkTarget is not null)
                {
                    complaints.Add($"{entry.Name} is a link to {entry.LinkTarget}");
                }
                else if (entry is FileInfo file)
                {
                    Look(file, expected, complaints);
                }
            }
        }

        return complaints;
    }

    private static void Look(FileInfo file, HashSet<string> expected, List<string> complaints)
    {
        if ((file.Attributes & FileAttributes.Device) != 0 || !expected.Contains(file.FullName))
        {
            complaints.Add($"{file.Name} lies in the folder and was not told");
        }
        else if ((file.UnixFileMode & (UnixFileMode.SetUser | UnixFileMode.SetGroup)) != 0)
        {
            complaints.Add($"{file.Name} would run as another user");
        }
        else if (file.Length < 1 << 20 && File.ReadAllText(file.FullName).Contains(AttackRange.Secret, StringComparison.Ordinal))
        {
            complaints.Add($"{file.Name} holds the secret");
        }
    }
}
