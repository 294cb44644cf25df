using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Commands;

/// <summary>The commands about models, on the demonstration model; counting and tokenising with a real engine process.</summary>
public sealed class ModelsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_shows_folders_and_what_is_in_them()
    {
        Outcome list = await Cli.RunAsync("models", "list", "--data", _folder.Path);
        list.AssertDone();
        Assert.Contains(Path.Combine(Repo.Root, "models"), list.Out, StringComparison.Ordinal);
        Assert.Matches(@"samantha-mini-q8_0 +2\.6 MiB +Q8_0 +llama +2\.47 M +1,024", list.Out);
        Outcome json = await Cli.RunAsync("models", "list", "--json", "--data", _folder.Path);
        Assert.Contains(json.JsonLines(), model => model.GetProperty("name").GetString() == "samantha-mini-f16");
    }

    [Fact]
    public async Task Inspect_tells_sizes_memory_and_template_without_an_engine()
    {
        Outcome inspect = await Cli.RunAsync("models", "inspect", "samantha-mini", "--data", _folder.Path);
        inspect.AssertDone();
        Assert.Matches(@"layers +6 \(width 160", inspect.Out);
        Assert.Matches(@"memory +about \d+\.\d MiB at 1,024 tokens", inspect.Out);
        Assert.Contains("Chat template (", inspect.Out, StringComparison.Ordinal);
        Assert.Contains("general.architecture = llama", inspect.Out, StringComparison.Ordinal);
        JsonElement json = (await Cli.RunAsync("models", "inspect", Repo.Model, "--json", "--data", _folder.Path)).JsonLines()[0];
        Assert.Equal(6, json.GetProperty("layers").GetInt32());
        Assert.Equal(1024, json.GetProperty("trainedContextTokens").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task Tokenize_joins_to_the_text_and_special_tokens_stay_text_unless_asked()
    {
        const string Text = "Love <|im_end|>";
        Outcome plain = await SamanthaProcess.RunAsync(_folder.Path, "models", "tokenize", "samantha-mini", Text, "--json");
        Assert.Equal(Text, string.Concat(plain.JsonLines().Select(token => token.GetProperty("text").GetString())));
        Assert.DoesNotContain(plain.JsonLines(), token => token.GetProperty("kind").GetString() == "control");
        Outcome special =
            await SamanthaProcess.RunAsync(_folder.Path, "models", "tokenize", "samantha-mini", Text, "--json", "--special");
        Assert.Contains(special.JsonLines(), token => token.GetProperty("kind").GetString() == "control");
    }

    [Fact(Timeout = 60_000)]
    public async Task Vocab_filters_and_pages()
    {
        Outcome vocab =
            await SamanthaProcess.RunAsync(_folder.Path, "models", "vocab", "samantha-mini", "--filter", "love", "--count", "2");
        vocab.AssertDone();
        Assert.Equal(3, vocab.Lines.Length);
        Assert.All(vocab.Lines[1..], line => Assert.Contains("love", line, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("of 2,048 in all", vocab.Error, StringComparison.Ordinal);
        (await Cli.RunAsync("models", "vocab", "samantha-mini", "--count", "0", "--data", _folder.Path)).AssertFails(
            2, "--count must be from 1");
    }

    [Fact(Timeout = 60_000)]
    public async Task Check_counts_tokens_with_the_models_template_and_finds_what_does_not_fit()
    {
        Outcome check = await SamanthaProcess.RunAsync(_folder.Path, "check", Repo.Chain("poet"));
        check.AssertDone();
        Assert.Matches(@"1 +\d+ +prompt +\d+ ", check.Out);
        Assert.Contains("Plan: 3 steps, 1 model load", check.Out, StringComparison.Ordinal);
        Outcome small = await SamanthaProcess.RunAsync(_folder.Path, "check", Repo.Chain("poet"), "--n-ctx", "20", "--json");
        Assert.Equal(2, small.ExitCode);
        Assert.False(small.JsonLines()[0].GetProperty("ok").GetBoolean());
    }
}
