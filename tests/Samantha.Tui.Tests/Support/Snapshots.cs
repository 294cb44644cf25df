using System.Runtime.CompilerServices;

namespace Samantha.Tui.Tests.Support;

/// <summary>
/// Screens as they should be, as text files beside the tests. With SAMANTHA_UPDATE_SNAPSHOTS=1 they are written anew; look at
/// what changed before committing it.
/// </summary>
internal static class Snapshots
{
    public static void Match(string name, string screen, [CallerFilePath] string caller = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(caller)!, "..", "Snapshots");
        string file = Path.GetFullPath(Path.Combine(folder, name + ".txt"));
        string text = screen.TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("SAMANTHA_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"There is no snapshot {file}; SAMANTHA_UPDATE_SNAPSHOTS=1 makes it.");
        Assert.Equal(File.ReadAllText(file), text);
    }
}
