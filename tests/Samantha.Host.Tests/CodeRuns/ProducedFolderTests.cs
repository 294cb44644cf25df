using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Host.CodeRuns;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.CodeRuns;

/// <summary>A program chooses the names of its files, so they must never take the place of the user's.</summary>
public sealed class ProducedFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_keep_their_names_and_folders()
    {
        ImmutableArray<string> paths = Take(("plot.png", "picture"), ("out/table.csv", "1,2"));
        Assert.Equal([_folder.File("to/plot.png"), _folder.File("to/out/table.csv")], paths.AsEnumerable());
        Assert.Equal("1,2", File.ReadAllText(paths[1]));
    }

    [Fact]
    public void A_taken_name_gets_a_number_and_what_was_there_stays()
    {
        Directory.CreateDirectory(_folder.File("to"));
        _folder.Write("to/plot.png", "mine");
        Take(("plot.png", "first"));
        ImmutableArray<string> paths = Take(("plot.png", "second"));
        Assert.Equal([_folder.File("to/plot-3.png")], paths.AsEnumerable());
        Assert.Equal("mine", File.ReadAllText(_folder.File("to/plot.png")));
        Assert.Equal("first", File.ReadAllText(_folder.File("to/plot-2.png")));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_told()
    {
        _folder.Write("to", "a file");
        CommandFailure failure = Assert.Throws<CommandFailure>(() => Take(("plot.png", "x")));
        Assert.Contains(_folder.File("to"), failure.Message, StringComparison.Ordinal);
    }

    private ImmutableArray<string> Take(params (string Name, string Content)[] files)
    {
        string from = Directory.CreateTempSubdirectory("samantha-host-test-from-").FullName;
        try
        {
            foreach ((string name, string content) in files)
            {
                string path = Path.Combine(from, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, content);
            }

            return new ProducedFolder(_folder.File("to"))
                .Take(from, [.. files.Select(file => new ProducedFile(file.Name, file.Content.Length, ""))]);
        }
        finally
        {
            Directory.Delete(from, recursive: true);
        }
    }
}
