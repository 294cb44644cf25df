using Samantha.Actors.Storage;

namespace Samantha.Actors.Tests.Storage;

public sealed class DataFolderTests
{
    [Fact]
    public void The_argument_wins_over_the_variable_and_the_variable_over_the_platform()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?>
        {
            ["SAMANTHA_DATA"] = folder.File("variable"),
            ["XDG_DATA_HOME"] = folder.File("xdg"),
            ["HOME"] = folder.File("home"),
        };
        string Root(string? argument) => DataFolder.Locate(argument, name => environment.GetValueOrDefault(name)).Root;

        Assert.Equal(folder.File("argument"), Root(folder.File("argument") + Path.DirectorySeparatorChar));
        Assert.Equal(folder.File("variable"), Root(null));
        Assert.Equal(folder.File("variable"), Root("  "));

        environment.Remove("SAMANTHA_DATA");
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(folder.File("xdg", "samantha"), Root(null));
            environment["XDG_DATA_HOME"] = "relative/is/ignored";
            Assert.Equal(folder.File("home", ".local", "share", "samantha"), Root(null));
            environment.Remove("HOME");
            var homeless = Assert.Throws<DataFolderException>(() => Root(null));
            Assert.Contains("HOME is not set", homeless.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_the_owner_can_enter_what_is_created()
    {
        using var folder = new TemporaryFolder();
        DataFolder data = DataFolder.Locate(folder.File("a", "b"));

        data.EnsureWritable();
        SessionId id = data.CreateSession("Refine", new FixedTime());

        Assert.StartsWith("20261122-1004-refine-", id.Text, StringComparison.Ordinal);
        Assert.Equal(["log", "models", "sessions"], Directory.GetFileSystemEntries(data.Root).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            foreach (string path in new[] { data.Root, data.SessionsFolder, data.ModelsFolder, data.SessionFolder(id) })
            {
                Assert.Equal(owner, File.GetUnixFileMode(path));
            }
        }
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("data"), "");

        AssertRefused(folder.File("data"), "is a file");
        AssertRefused(folder.File("data", "below"), "cannot be used");
    }

    [MountFact]
    public void A_read_only_disk_is_named()
    {
        using TestMount mount = TestMount.Create(sizeKilobytes: 64);
        mount.MakeReadOnly();

        AssertRefused(Path.Combine(mount.Path, "data"), "is on a read-only file system");
    }

    [MountFact]
    public void A_full_disk_is_named()
    {
        using TestMount mount = TestMount.Create(sizeKilobytes: 64);
        FillUp(Path.Combine(mount.Path, "filler"));

        AssertRefused(Path.Combine(mount.Path, "data"), "is on a full disk");
    }

    internal static void FillUp(string file)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[1024];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static void AssertRefused(string path, string reason)
    {
        var refused = Assert.Throws<DataFolderException>(() => DataFolder.Locate(path).EnsureWritable());
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }
}
