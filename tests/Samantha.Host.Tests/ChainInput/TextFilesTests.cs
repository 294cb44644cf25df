using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Host.ChainInput;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.ChainInput;

/// <summary>People's old files are read as they are: by their byte order mark, or as they are declared.</summary>
public sealed class TextFilesTests : IDisposable
{
    private const string Text = "Olá, coração – “€”";

    private readonly TempFolder _folder = new();

    public static TheoryData<string, byte[], string> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text), "auto" },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], "auto" },
        { "UTF-16 with a mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], "auto" },
        { "big-endian UTF-16 with a mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], "auto" },
        { "a mark against what is declared", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], "latin-1" },
        { "declared UTF-16", Encoding.Unicode.GetBytes(Text), "utf-16" },
        { "declared big-endian UTF-16", Encoding.BigEndianUnicode.GetBytes(Text), "UTF-16BE" },
        { "declared Latin-1", Windows1252(Text), "latin-1" },
        { "declared by its other name", Windows1252(Text), "iso_8859_1" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_file_is_read_in_its_encoding(string what, byte[] bytes, string declared)
    {
        FileText file = TextFiles.Read(_folder.Write("text.txt", bytes), TextEncoding.Find(declared)!.Value);
        Assert.True(file.Text == Text, $"{what}: {file.Text} {file.Problem}");
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_an_error_with_their_place_and_the_way_out()
    {
        FileText file = TextFiles.Read(_folder.Write("old.txt", [(byte)'c', (byte)'a', 0xE7, (byte)'a']));
        Assert.Null(file.Text);
        Assert.Contains("byte 3 does not fit", file.Problem, StringComparison.Ordinal);
        Assert.Contains("--encoding latin-1", file.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_list_of_an_old_windows_program_is_read_when_it_is_declared()
    {
        string list = _folder.Write("old.txt", Windows1252("Escreva sobre o coração."));
        (await Cli.RunAsync("check", list, "--no-tokens", "--data", _folder.Path)).AssertFails(2, "byte ", "--encoding latin-1");
        Outcome declared =
            await Cli.RunAsync("check", list, "--encoding", "latin-1", "--no-tokens", "--data", _folder.Path);
        declared.AssertDone();
        Assert.Contains("Escreva sobre o coração.", declared.Out, StringComparison.Ordinal);
        Outcome system = await Cli.RunAsync(
            "check", "-p", "Hi", "--system-file", list, "--encoding", "latin-1", "--no-tokens", "--data", _folder.Path);
        Assert.Contains("system prompt: Escreva sobre o coração.", system.Out, StringComparison.Ordinal);
        Outcome unknown = await Cli.RunAsync("check", list, "--encoding", "ebcdic");
        unknown.AssertFails(2, "utf-8, utf-16, utf-16le, utf-16be or latin-1");
    }

    private static byte[] Windows1252(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);
}
