using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Running;

public sealed class SandboxPlacesTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("samantha-places-");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void Only_folders_of_processes_that_are_gone_are_removed()
    {
        string stale = Make("samantha-sandbox-stale");
        string held = Make("samantha-sandbox-held");
        string foreign = Make("something-else");
        using FileStream holding = new(Path.Combine(held, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        SandboxPlaces.RemoveStale(_parent.FullName, DateTime.UtcNow);
        Assert.True(Directory.Exists(stale), "a young folder may be in the making");

        SandboxPlaces.RemoveStale(_parent.FullName, DateTime.UtcNow.AddHours(1));
        Assert.Equal((false, true, true), (Directory.Exists(stale), Directory.Exists(held), Directory.Exists(foreign)));
    }

    private string Make(string name)
    {
        string path = Path.Combine(_parent.FullName, name);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "lock"), string.Empty);
        return path;
    }
}
