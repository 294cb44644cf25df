using Samantha.Actors.Storage;
using Samantha.Tui.App;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Tests.Library;

public sealed class SettingsAndDraftsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Settings_come_back_as_they_were_saved()
    {
        var store = new JsonUiSettingsStore(Path.Combine(_folder, "deep", "interface.json"));
        Assert.Equal(new UiSettingsRead(UiSettings.Default, null), store.Load());
        var chosen = UiSettings.Default with
        {
            Language = "pt-BR", Theme = "light", Mouse = false, Bell = true, FramesPerSecond = 12,
            Keys = UiSettings.Default.Keys.Add("chains.start", ["Ctrl+S"]),
        };
        store.Save(chosen);
        UiSettings read = store.Load().Settings;
        Assert.Equal(chosen with { Keys = read.Keys }, read);
        Assert.Equal(["Ctrl+S"], read.Keys["chains.start"].ToArray());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"mouse\": \"perhaps\"}")]
    [InlineData("[]")]
    public void A_damaged_settings_file_gives_defaults_and_says_so(string content)
    {
        string path = Path.Combine(_folder, "interface.json");
        File.WriteAllText(path, content);
        UiSettingsRead read = new JsonUiSettingsStore(path).Load();
        Assert.Equal(UiSettings.Default, read.Settings);
        Assert.Contains(path, read.Problem, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void Drafts_survive_are_listed_newest_first_and_can_be_forgotten()
    {
        var drafts = new Drafts(DataFolder.Locate(_folder), TimeProvider.System);
        Assert.Empty(drafts.List());
        drafts.Keep(DraftSubjects.Chain("/x/a.conf"), "one");
        drafts.Keep(DraftSubjects.Chain("/x/b.conf"), "two");
        drafts.Keep(DraftSubjects.Chain("/x/a.conf"), "three");
        var again = new Drafts(DataFolder.Locate(_folder), TimeProvider.System);
        Assert.Equal(["three", "two"], again.List().Select(draft => draft.Text));
        Assert.Equal("/x/a.conf", DraftSubjects.PathOf(again.List()[0].Subject));
        again.Forget(DraftSubjects.Chain("/x/a.conf"));
        Assert.Null(again.Find(DraftSubjects.Chain("/x/a.conf")));
        Assert.Single(again.List());
    }

    [Fact]
    public void Drafts_are_for_their_owner_only()
    {
        string root = Path.Combine(_folder, "fresh");
        new Drafts(DataFolder.Locate(root), TimeProvider.System).Keep("code", "secret");
        UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(root) & others) == 0);
        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(Path.Combine(root, "drafts")) & others) == 0);
    }

    [Fact]
    public void A_damaged_draft_is_passed_over()
    {
        var drafts = new Drafts(DataFolder.Locate(_folder), TimeProvider.System);
        drafts.Keep("code", "print(1)");
        File.WriteAllText(Directory.EnumerateFiles(Path.Combine(_folder, "drafts")).Single(), "{");
        Assert.Empty(drafts.List());
        Assert.Null(drafts.Find("code"));
    }

    [Fact]
    public void The_log_shows_its_last_lines()
    {
        string path = Path.Combine(_folder, "samantha.log");
        Assert.Empty(new ProgramLogFile(path).Tail(10));
        File.WriteAllLines(path, Enumerable.Range(1, 20_000).Select(i => $"line {i} of the log that is long"));
        Assert.Equal("line 20000 of the log that is long", new ProgramLogFile(path).Tail(10)[^1]);
        Assert.Equal(10, new ProgramLogFile(path).Tail(10).Length);
        Assert.StartsWith("line ", new ProgramLogFile(path).Tail(100_000)[0], StringComparison.Ordinal);
    }
}
