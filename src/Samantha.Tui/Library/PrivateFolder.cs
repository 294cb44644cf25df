namespace Samantha.Tui.Library;

/// <summary>
/// Makes folders that only their owner can enter, as everything below the data folder. Existing ones keep their rights.
/// </summary>
internal static class PrivateFolder
{
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // The user's profile is private already; there is no mode to set.
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // The mode holds for the last folder only, so those above it come first.
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above)
            {
                Create(above);
            }

            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
