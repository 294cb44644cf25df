using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.ModelFiles;

public sealed class ModelResolverTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ModelResolver resolver;

    public ModelResolverTests()
    {
        Directory.CreateDirectory(folder.File("models"));
        Directory.CreateDirectory(folder.File("mine"));
        Directory.CreateDirectory(folder.File("chains"));
        string[] names = ["samantha-mini-q8_0", "samantha-mini-f16", "Llama-3-8B.Q4_K_M", "solo-q4_0", "solo2-q4_0"];
        foreach (string name in names)
        {
            File.WriteAllText(folder.File("models", name + ".gguf"), "");
        }

        resolver = new ModelResolver(
            [
                new ModelFolder(folder.File("mine")),
                new ModelFolder(folder.File("models")),
                new ModelFolder(folder.File("cache"), Recursive: true),
            ],
            folder.File("cache"));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("samantha-mini-f16", "samantha-mini-f16")]
    [InlineData("samantha-mini-f16.gguf", "samantha-mini-f16")]
    [InlineData(" samantha-mini ", "samantha-mini-q8_0")]
    [InlineData("Samantha-Mini", "samantha-mini-q8_0")]
    [InlineData("llama-3-8b.q4_k_m", "Llama-3-8B.Q4_K_M")]
    [InlineData("llama", "Llama-3-8B.Q4_K_M")]
    [InlineData("solo-", "solo-q4_0")]
    public void A_name_means_the_exact_file_else_its_q8_0_else_the_only_one_that_begins_so(string reference, string expected)
    {
        ResolvedModel model = resolver.Resolve(reference);

        Assert.Equal(expected, model.Name);
        Assert.Equal(folder.File("models", expected + ".gguf"), model.Path);
        Assert.False(model.NeedsDownload);
    }

    [Fact]
    public void A_name_that_several_files_begin_with_lists_them()
    {
        var error = Assert.Throws<ModelNotFoundException>(() => resolver.Resolve("solo"));

        Assert.Equal(["solo-q4_0", "solo2-q4_0"], error.Candidates.AsEnumerable());
        Assert.Contains("means 2 models: solo-q4_0, solo2-q4_0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("samanta-mini-q8_0", "samantha-mini-q8_0")]
    [InlineData("mini", "samantha-mini-q8_0")]
    [InlineData("Llama-3-9B", "Llama-3-8B.Q4_K_M")]
    public void An_unknown_name_says_where_was_looked_and_what_comes_near(string reference, string near)
    {
        var error = Assert.Throws<ModelNotFoundException>(() => resolver.Resolve(reference));

        Assert.Contains(near, error.Candidates);
        Assert.Contains($"did you mean ", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("mine"), error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("models"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_name_in_an_earlier_folder_wins()
    {
        File.WriteAllText(folder.File("mine", "samantha-mini-f16.gguf"), "");

        Assert.Equal(folder.File("mine", "samantha-mini-f16.gguf"), resolver.Resolve("samantha-mini-f16").Path);
    }

    [Fact]
    public void A_path_starts_at_the_chain_and_may_lack_its_extension()
    {
        string chains = folder.File("chains");
        string expected = folder.File("models", "solo-q4_0.gguf");

        Assert.Equal(expected, resolver.Resolve("../models/solo-q4_0.gguf", chains).Path);
        Assert.Equal(expected, resolver.Resolve("../models/solo-q4_0", chains).Path);
        Assert.Equal(expected, resolver.Resolve(expected, chains).Path);
    }

    [Fact]
    public void A_file_beside_the_chain_is_found_by_its_file_name()
    {
        File.WriteAllText(folder.File("chains", "own.gguf"), "");

        Assert.Equal(folder.File("chains", "own.gguf"), resolver.Resolve("own.gguf", folder.File("chains")).Path);
    }

    [Fact]
    public void A_wrong_path_names_the_files_that_come_near()
    {
        var missing = Assert.Throws<ModelNotFoundException>(
            () => resolver.Resolve("../models/sol-q4_0.gguf", folder.File("chains")));
        var notFile = Assert.Throws<ModelNotFoundException>(() => resolver.Resolve("../models", folder.File("chains")));

        Assert.Contains("did you mean solo-q4_0", missing.Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", notFile.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_url_is_kept_by_host_and_repository()
    {
        ResolvedModel model = resolver.Resolve(
            "https://huggingface.co/TheBloke/Tiny-GGUF/resolve/main/tiny.Q4_K_M.gguf?download=true");

        Assert.Equal("tiny.Q4_K_M", model.Name);
        Assert.Equal(folder.File("cache", "huggingface.co", "TheBloke", "Tiny-GGUF", "main", "tiny.Q4_K_M.gguf"), model.Path);
        Assert.True(model.NeedsDownload);

        Directory.CreateDirectory(Path.GetDirectoryName(model.Path)!);
        File.WriteAllText(model.Path, "");
        Assert.False(model.NeedsDownload);
        Assert.Equal(model.Path, resolver.Resolve("tiny").Path);
    }

    [Fact]
    public void Equal_names_from_two_repositories_are_told_apart_by_their_paths()
    {
        string[] paths = ["a", "b"];
        foreach (string repository in paths)
        {
            Directory.CreateDirectory(folder.File("cache", "host", repository));
            File.WriteAllText(folder.File("cache", "host", repository, "same.gguf"), "");
        }

        var error = Assert.Throws<ModelNotFoundException>(() => resolver.Resolve("same"));

        Assert.Equal(paths.Select(name => folder.File("cache", "host", name, "same.gguf")), error.Candidates);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    [InlineData("ftp://host/model.gguf")]
    [InlineData("https://user:secret@host/model.gguf")]
    [InlineData("https://huggingface.co/TheBloke/Tiny-GGUF/tree/main")]
    [InlineData("https://")]
    public void What_cannot_be_meant_is_refused_without_repeating_secrets(string reference)
    {
        var error = Assert.Throws<ModelNotFoundException>(() => resolver.Resolve(reference));

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_folders_the_message_says_so()
    {
        var bare = new ModelResolver(ImmutableArray<ModelFolder>.Empty, folder.File("cache"));

        var error = Assert.Throws<ModelNotFoundException>(() => bare.Resolve("x"));

        Assert.Contains("no folder is set", error.Message, StringComparison.Ordinal);
    }
}
