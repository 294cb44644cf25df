using Samantha.Actors.Storage;

namespace Samantha.Actors.Tests.Storage;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_is_replaced_whole_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("settings.json");

        AtomicFile.Write(path, "a long first content");
        AtomicFile.Write(path, "second");

        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [MountFact]
    public void A_failed_replacement_keeps_the_old_content()
    {
        using TestMount mount = TestMount.Create(sizeKilobytes: 64);
        string path = Path.Combine(mount.Path, "settings.json");
        AtomicFile.Write(path, "old");

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, new byte[200_000]));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(mount.Path));
    }
}
