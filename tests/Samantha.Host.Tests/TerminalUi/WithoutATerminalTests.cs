using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.TerminalUi;

/// <summary>What the terminal program does where there is no terminal to fill, and its plain form on pipes.</summary>
public sealed class WithoutATerminalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Samantha_alone_shows_the_help_and_the_way_to_the_plain_form()
    {
        Outcome outcome = await Cli.RunAsync();
        outcome.AssertFails(2, "cannot be shown", "samantha ui --plain");
        Assert.Contains("Usage: samantha COMMAND", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_why_it_cannot_and_writes_nothing_else()
    {
        Outcome outcome = await Cli.RunAsync("ui", "--data", _folder.Path);
        outcome.AssertFails(2, "cannot be shown", "samantha ui --plain");
        Assert.Empty(outcome.Out);
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_is_refused_by_name()
    {
        Outcome outcome = await Cli.RunAsync("ui", "--lang", "xx");
        outcome.AssertFails(2, "--lang xx is not known", "en, pt-BR");
    }

    [Fact(Timeout = 120_000)]
    public async Task Typed_words_are_answered_with_lines_in_the_language_that_was_asked_for()
    {
        Outcome outcome = await SamanthaProcess.RunWithInputAsync(
            _folder.Path, "models\nlist\ncheck 1\nquit\n", "ui", "--plain", "--lang", "pt-BR");
        outcome.AssertDone();
        Assert.Contains("samantha-mini-q8_0", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("Poet", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("pronta para executar", outcome.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_chain_is_started_by_its_number_and_its_response_is_read_out()
    {
        string chains = Directory.CreateDirectory(_folder.File("chains")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(chains, "a.conf"), "chain { name = \"Aaa\", models = [\"samantha-mini\"], prompts = [\"Who are you?\"] }");
        using SamanthaProcess program = SamanthaProcess.Start(_folder.Path, "list\nstart 1\n", "ui", "--plain");
        Outcome outcome = await program.EndAsync();
        outcome.AssertDone();
        Assert.Contains("1. Aaa", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("started", outcome.Out, StringComparison.Ordinal);
    }
}
