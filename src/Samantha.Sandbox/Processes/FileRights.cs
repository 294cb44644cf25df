namespace Samantha.Sandbox.Processes;

/// <summary>Sets who may do what with a file or folder; does nothing where the system has no such rights.</summary>
internal static class FileRights
{
    public const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Others may walk through a folder but not list it.</summary>
    public const UnixFileMode Passable = Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Everybody may make things in a folder, and remove only their own.</summary>
    public const UnixFileMode Shared = Owner | UnixFileMode.StickyBit | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void Set(string path, UnixFileMode rights)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, rights);
        }
    }
}
