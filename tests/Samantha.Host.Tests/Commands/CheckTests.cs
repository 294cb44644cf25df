using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Commands;

/// <summary>What check tells beyond errors: everything that a prompt list holds, and what does not fit the models.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task The_pre_prompt_and_ignored_prompts_are_listed_apart()
    {
        string list = _folder.Write("list.txt", "[Answer briefly.]\nOne\n$$$\n---Two\n$$$\nThree\n$$$\n");
        Outcome page = await CheckAsync(list);
        page.AssertDone();
        Assert.Contains("Prompts: 2", page.Out, StringComparison.Ordinal);
        Assert.Contains("in front of each (pre-prompt): Answer briefly.", page.Out, StringComparison.Ordinal);
        Assert.Contains("ignored because of their ---: 1", page.Out, StringComparison.Ordinal);
        Assert.Contains("line 4: ---Two", page.Out, StringComparison.Ordinal);

        JsonElement json = (await CheckAsync(list, "--json")).JsonLines()[0];
        Assert.Equal("Answer briefly.", json.GetProperty("prePrompt").GetString());
        JsonElement ignored = Assert.Single(json.GetProperty("ignored").EnumerateArray());
        Assert.Equal(4, ignored.GetProperty("line").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_window_beyond_the_trained_length_is_a_warning_when_it_was_chosen()
    {
        Outcome chosen = await CheckAsync("-p", "Hi", "--n-ctx", "2000");
        chosen.AssertDone();
        Assert.Contains(
            "warning: model samantha-mini was trained with 1,024 tokens of context, and n_ctx is 2,000",
            chosen.Out, StringComparison.Ordinal);
        Outcome standard = await CheckAsync("-p", "Hi");
        Assert.Contains("was trained with 1,024 tokens", standard.Out, StringComparison.Ordinal);
        Assert.Contains("0 errors, 0 warnings", standard.Out, StringComparison.Ordinal);
        Outcome fits = await CheckAsync("-p", "Hi", "--n-ctx", "1024");
        Assert.DoesNotContain("was trained with", fits.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_that_died_before_its_first_event_is_empty_and_not_damaged()
    {
        Directory.CreateDirectory(_folder.File("data/sessions/20261122-1000-dead-aaaa"));
        Outcome list = await Cli.RunAsync("sessions", "--data", _folder.File("data"));
        list.AssertDone();
        Assert.Matches("20261122-1000-dead-aaaa +empty ", list.Out);
        Assert.DoesNotContain("damaged", list.All, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_forecast_says_how_many_loads_are_saved_and_the_written_order_saves_none()
    {
        string[] chain = ["-p", "Hi", "-m", "samantha-mini-q8_0", "-m", "samantha-mini-f16", "--loops", "3"];
        Outcome grouped = await CheckAsync(chain);
        Outcome written = await CheckAsync([.. chain, "--schedule", "as-written"]);

        Assert.Contains("2 model loads instead of 6", grouped.Out, StringComparison.Ordinal);
        Assert.Contains("6 model loads", written.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("instead of", written.Out, StringComparison.Ordinal);
    }

    private Task<Outcome> CheckAsync(params string[] args) =>
        Cli.RunAsync(["check", .. args, "--no-tokens", "--data", _folder.File("data")]);
}
