namespace Samantha.Actors.Sessions;

/// <summary>Where the files lie that the programs of a session left behind: one folder per step inside the session's.</summary>
public static class SessionFiles
{
    private const string FolderName = "files";

    public static string RootOf(string sessionFolder) => Path.Combine(sessionFolder, FolderName);

    public static string FolderOf(string sessionFolder, string stepId) => Path.Combine(sessionFolder, FolderName, stepId);

    /// <summary>The path of a produced file, whose name has / between its parts.</summary>
    public static string PathOf(string sessionFolder, string stepId, string name) =>
        Path.Combine([FolderOf(sessionFolder, stepId), .. name.Split('/')]);
}
