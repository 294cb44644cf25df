using Samantha.Tui.Library;
using Samantha.Tui.Ports;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Library;

public sealed class FolderChainLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-library-").FullName;
    private readonly FolderChainLibrary _library;

    public FolderChainLibraryTests()
    {
        Directory.CreateDirectory(Examples);
        _library = new FolderChainLibrary(Examples, Own);
    }

    private string Examples => Path.Combine(_folder, "examples");

    private string Own => Path.Combine(_folder, "own");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Own_files_come_first_and_only_chains_and_prompt_lists_are_listed()
    {
        File.WriteAllText(Path.Combine(Examples, "b.conf"), "");
        File.WriteAllText(Path.Combine(Examples, "notes.md"), "");
        _library.Save(Path.Combine(Own, "z.conf"), "");
        _library.Save(Path.Combine(Own, "a.txt"), "");
        Assert.Equal(["a.txt", "z.conf", "b.conf"], _library.List().Select(entry => entry.FileName));
        Assert.Equal([false, false, true], _library.List().Select(entry => entry.IsExample));
    }

    [Fact]
    public void A_copy_brings_the_files_that_the_chain_names_and_gets_a_free_name()
    {
        string path = Path.Combine(Examples, "talk.conf");
        File.WriteAllText(path, "chain { models = [\"m\"], prompts-file = \"texts/talk.txt\" }");
        Directory.CreateDirectory(Path.Combine(Examples, "texts"));
        File.WriteAllText(Path.Combine(Examples, "texts", "talk.txt"), "Hi");
        Assert.Equal(Path.Combine(Own, "talk.conf"), _library.Duplicate(path));
        Assert.Equal(Path.Combine(Own, "talk-2.conf"), _library.Duplicate(path));
        Assert.Equal("Hi", File.ReadAllText(Path.Combine(Own, "texts", "talk.txt")));
    }

    [Fact]
    public void A_file_outside_of_the_chains_folder_is_not_copied()
    {
        File.WriteAllText(Path.Combine(_folder, "secret.txt"), "s");
        string path = Path.Combine(Examples, "talk.conf");
        File.WriteAllText(path, "chain { models = [\"m\"], prompts-file = \"../secret.txt\" }");
        _library.Duplicate(path);
        Assert.Equal(["talk.conf"], Directory.EnumerateFileSystemEntries(Own).Select(Path.GetFileName));
    }

    [Fact]
    public void A_copy_brings_the_data_folder_that_the_chain_names()
    {
        string path = Path.Combine(Examples, "table.conf");
        File.WriteAllText(path, "chain { models = [\"m\"], prompts = \"Hi\", run-code = on, code { readable = [\"data\"] } }");
        Directory.CreateDirectory(Path.Combine(Examples, "data", "deep"));
        File.WriteAllText(Path.Combine(Examples, "data", "deep", "a.csv"), "1,2");
        _library.Duplicate(path);
        Assert.Equal("1,2", File.ReadAllText(Path.Combine(Own, "data", "deep", "a.csv")));
    }

    [Fact]
    public void Examples_are_neither_written_nor_deleted()
    {
        string path = Path.Combine(Examples, "talk.conf");
        File.WriteAllText(path, "x");
        AssertSays("duplicate it first", () => _library.Save(path, "y"));
        Assert.Throws<LibraryException>(() => _library.Delete(path));
        Assert.Equal("x", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("Amor e Vida", "amor-e-vida.conf")]
    [InlineData("Sessão número 1!", "sessao-numero-1.conf")]
    [InlineData("../../etc/passwd", "etc-passwd.conf")]
    [InlineData("\u001b[31m", "31m.conf")]
    [InlineData("日本語", "chain.conf")]
    public void File_names_are_made_of_harmless_characters(string name, string expected) =>
        Assert.Equal(Path.Combine(Own, expected), _library.NewPath(name));

    [Fact]
    public void A_file_that_is_not_text_gives_a_sentence()
    {
        string path = Path.Combine(Own, "bad.conf");
        Directory.CreateDirectory(Own);
        File.WriteAllBytes(path, [0x63, 0xff, 0xfe, 0xfd]);
        AssertSays("not UTF-8", () => _library.ReadText(path));
        AssertSays("no file", () => _library.ReadText(path + "x"));
    }

    [Fact]
    public void Every_shipped_example_can_be_checked_without_errors()
    {
        using var services = new SyncScope();
        foreach (ChainFileEntry entry in services.Value.Chains.List())
        {
            Assert.False(
                services.Value.Reading.Read(services.Value.Chains.ReadText(entry.Path), entry.Path).HasErrors, entry.FileName);
        }
    }

    private static void AssertSays(string words, Action act) =>
        Assert.Contains(words, Assert.Throws<LibraryException>(act).Message, StringComparison.Ordinal);
}
