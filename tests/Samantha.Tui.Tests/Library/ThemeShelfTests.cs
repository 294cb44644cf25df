using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Tui.Library;

namespace Samantha.Tui.Tests.Library;

public sealed class ThemeShelfTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-themes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_changes_some_styles_of_its_base()
    {
        Write("paper.json", """{ "base": "light", "roles": { "title": "bold #aa0000", "border-focused": "blue" }, }""");
        var shelf = ThemeShelf.Read(_folder);
        Assert.Empty(shelf.Problems);
        Assert.Equal("dark light terminal paper", string.Join(" ", shelf.Names));
        Assert.Equal(Color.Rgb(0xaa, 0, 0), shelf["paper"][ThemeRole.Title].Foreground);
        Assert.Equal(Theme.Light[ThemeRole.Text], shelf["paper"][ThemeRole.Text]);
    }

    [Theory]
    [InlineData("""{ "roles": { "titel": "bold" } }""", "titel")]
    [InlineData("""{ "roles": { "title": "bald" } }""", "bald")]
    [InlineData("""{ "base": "noir" }""", "noir")]
    [InlineData("""{ "base": """, "paper.json")]
    public void A_file_that_cannot_be_used_is_told_with_its_reason_and_the_others_stay(string text, string named)
    {
        Write("paper.json", text);
        Write("good.json", "{}");
        var shelf = ThemeShelf.Read(_folder);
        Assert.Contains(named, Assert.Single(shelf.Problems), StringComparison.Ordinal);
        Assert.Equal("dark light terminal good", string.Join(" ", shelf.Names));
        Assert.Same(Theme.Dark, shelf["paper"]);
    }

    [Fact]
    public void Without_a_folder_there_are_the_themes_of_the_program() =>
        Assert.Equal("dark light terminal", string.Join(" ", ThemeShelf.Read(Path.Combine(_folder, "none")).Names));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
