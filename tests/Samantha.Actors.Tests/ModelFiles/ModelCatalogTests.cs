using Samantha.Actors.ModelFiles;
using Samantha.Actors.Tests.Storage;
using Samantha.Engine.Gguf;

namespace Samantha.Actors.Tests.ModelFiles;

public sealed class ModelCatalogTests
{
    [Fact]
    public void The_repositorys_models_are_listed_with_their_headers()
    {
        var catalog = new ModelCatalog([new ModelFolder(RepositoryModels())]);

        CatalogModel[] models = [.. catalog.List()];

        Assert.Equal(["samantha-mini-f16", "samantha-mini-q8_0"], models.Select(model => model.Entry.Name));
        Assert.All(models, model => Assert.Null(model.Problem));
        Assert.Equal("Q8_0", models[1].File?.FileTypeName);
        Assert.Equal(new FileInfo(models[1].Entry.Path).Length, models[1].Entry.SizeBytes);
    }

    [Fact]
    public void Files_that_are_no_models_are_listed_with_their_problem_and_hide_nothing()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(RepositoryModels(), "samantha-mini-q8_0.gguf"), folder.File("b-good.GGUF"));
        File.WriteAllText(folder.File("a-text.gguf"), "<html>not found</html>");
        File.WriteAllText(folder.File("C-empty.gguf"), "");
        File.WriteAllText(folder.File("ignored.gguf.part"), "GGUF");
        File.WriteAllText(folder.File("readme.md"), "");
        Directory.CreateDirectory(folder.File("sub"));
        File.WriteAllText(folder.File("sub", "deeper.gguf"), "");

        CatalogModel[] models = [.. new ModelCatalog([new ModelFolder(folder.Path)]).List()];

        Assert.Equal(["a-text", "b-good", "C-empty"], models.Select(model => model.Entry.Name));
        Assert.Equal([GgufProblem.TextFile, null, GgufProblem.Empty], models.Select(model => model.Problem?.Kind));
        Assert.Contains(
            new ModelCatalog([new ModelFolder(folder.Path, Recursive: true)]).Files(), entry => entry.Name == "deeper");
    }

    [Fact]
    public void A_folder_given_twice_or_missing_does_no_harm()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("one.gguf"), "");
        var catalog = new ModelCatalog(
        [
            new ModelFolder(folder.File("missing")),
            new ModelFolder(folder.Path),
            new ModelFolder(folder.Path, Recursive: true),
        ]);

        Assert.Equal("one", Assert.Single(catalog.Files()).Name);
    }

    [Fact]
    public void Of_a_model_in_several_files_only_the_first_is_listed()
    {
        using var folder = new TemporaryFolder();
        foreach (int part in new[] { 1, 2, 3 })
        {
            File.WriteAllText(folder.File($"big-0000{part}-of-00003.gguf"), "");
        }

        Assert.Equal("big-00001-of-00003", Assert.Single(new ModelCatalog([new ModelFolder(folder.Path)]).Files()).Name);
    }

    private static string RepositoryModels()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not inside the repository");
        }

        return Path.Combine(folder, "models");
    }
}
