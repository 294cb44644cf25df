namespace Samantha.Tui.Texts;

/// <summary>Paths as short as they can be told apart: below the program's folder without it, below the person's own with ~. Pure.</summary>
public static class ShownPath
{
    /// <param name="path">A whole path.</param>
    /// <param name="programFolder">Where the program, its examples and its model are.</param>
    /// <param name="personFolder">The person's home; empty when there is none.</param>
    public static string Of(string path, string programFolder, string personFolder) =>
        Below(programFolder, path) is { } ours ? ours
        : Below(personFolder, path) is { } own ? Path.Combine("~", own)
        : path;

    /// <summary>The same for the person who runs the program.</summary>
    public static string Of(string path, string programFolder) =>
        Of(path, programFolder, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    private static string? Below(string folder, string path)
    {
        string start = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return start.Length > 1 && path.Length > start.Length && path.StartsWith(start, StringComparison.Ordinal)
            ? path[start.Length..]
            : null;
    }
}
