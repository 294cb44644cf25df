namespace Samantha.Sandbox.Running;

/// <summary>
/// Looks whether a run can be started as it is asked for, and says in a sentence why not. It reads folders' existence, nothing
/// else.
/// </summary>
internal static class RuleCheck
{
    /// <summary>Longer programs are not written by models.</summary>
    public const int ProgramBytesMax = 4_000_000;

    private static readonly string[] SystemFolders = ["/proc", "/sys", "/dev", "/run"];

    /// <returns>Null when it can.</returns>
    public static string? Problem(SandboxRules rules, SandboxLimits limits)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (SandboxFolder folder in rules.Readable.Concat(rules.Writable))
        {
            if (FolderProblem(folder) is { } problem)
            {
                return problem;
            }

            if (!names.Add(folder.Name))
            {
                return $"two folders have the name {folder.Name}; give them different names";
            }
        }

        bool isPositive = limits.WallClock > TimeSpan.Zero && limits.Cpu > TimeSpan.Zero && limits.MemoryBytes > 0
            && limits.MemoryTotalBytes > 0 && limits.Processes > 0 && limits.FileBytes > 0 && limits.WorkFolderBytes > 0
            && limits.OutputBytes > 0;
        return isPositive ? null : "every limit of a run must be greater than zero";
    }

    private static string? FolderProblem(SandboxFolder folder)
    {
        if (folder.Name.Length == 0 || FileNames.Sanitise(folder.Name) != folder.Name || folder.Name.Contains('/'))
        {
            return $"the folder name '{FileNames.Sanitise(folder.Name)}' cannot be used below /data; use letters and digits";
        }

        if (!Path.IsPathFullyQualified(folder.HostPath))
        {
            return $"the folder {folder.HostPath} must be given by its full path";
        }

        string path = Path.GetFullPath(folder.HostPath).TrimEnd('/');
        if (path.Length == 0 || SystemFolders.Any(system => (path + "/").StartsWith(system + "/", StringComparison.Ordinal)))
        {
            return $"the folder {folder.HostPath} belongs to the system and is never shown to programs";
        }

        return Directory.Exists(path) ? null : $"the folder {folder.HostPath} does not exist";
    }
}
