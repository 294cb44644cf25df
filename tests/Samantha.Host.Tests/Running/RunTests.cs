using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Running;

/// <summary>Whole sessions through the real program: actors, journal, engine process, demonstration model.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 90_000)]
    public async Task A_piped_run_prints_what_show_prints_and_can_be_listed()
    {
        Outcome run = await SamanthaProcess.RunAsync(Data, "run", Repo.Chain("first"));
        run.AssertDone();
        Assert.Contains("L2.M1.R1.P2  samantha-mini", run.Out, StringComparison.Ordinal);
        Assert.Contains("4 steps", run.Error, StringComparison.Ordinal);
        Assert.Contains("samantha show ", run.Error, StringComparison.Ordinal);

        Outcome show = await Cli.RunAsync("show", "last", "--data", Data);
        show.AssertDone();
        Assert.Equal(run.Out, show.Out);
        JsonElement session = (await Cli.RunAsync("sessions", "--json", "--data", Data)).JsonLines()[0];
        Assert.Equal("finished", session.GetProperty("status").GetString());
        Assert.Equal(4, session.GetProperty("stepsDone").GetInt64());
        Assert.Matches(@"First +finished +\d{4}-\d\d-\d\d \d\d:\d\d +4/4", (await Cli.RunAsync("sessions", "--data", Data)).Out);
        Outcome prompts = await Cli.RunAsync("show", "last", "--prompts", "--data", Data);
        Assert.Contains("prompt   > Improve your previous response.", prompts.Out, StringComparison.Ordinal);
        (await Cli.RunAsync("resume", "last", "--data", Data)).AssertFails(2);
        (await Cli.RunAsync("stop", "last", "--data", Data)).AssertFails(4, "not running");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_json_run_is_one_valid_object_per_line_whose_deltas_make_the_response()
    {
        Outcome run = await SamanthaProcess.RunWithInputAsync(
            Data, "Who are you?\n$$$\n",
            "run", "--prompts", "-", "-m", "samantha-mini", "--name", "From a pipe", "--json", "--quiet");
        run.AssertDone();
        Assert.Empty(run.Error);
        JsonElement[] lines = run.JsonLines();
        Assert.Equal("session-started", TypeOf(lines[0]));
        Assert.Equal("summary", TypeOf(lines[^1]));
        Assert.Contains("from-a-pipe", lines[^1].GetProperty("session").GetString(), StringComparison.Ordinal);
        string text =
            string.Concat(lines.Where(line => TypeOf(line) == "text").Select(line => line.GetProperty("delta").GetString()));
        JsonElement committed = lines.Single(line => TypeOf(line) == "response-committed");
        Assert.NotEmpty(text);
        Assert.Equal(committed.GetProperty("text").GetString(), text);
        Outcome show = await Cli.RunAsync("show", "last", "--json", "--data", Data);
        Assert.Equal(
            lines.Select(TypeOf).Where(type => type is not "text" and not "note" and not "summary"),
            show.JsonLines().Select(TypeOf));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_failed_step_is_exit_code_1_and_the_chain_goes_on()
    {
        string garbage = _folder.Write("garbage.gguf", "this is a text and no model");
        string chain = _folder.Write("two.conf", $$"""
            chain { models = ["{{garbage}}", "samantha-mini"], prompts = ["Who are you?"] }
            """);
        Outcome run = await SamanthaProcess.RunAsync(Data, "run", chain);
        Assert.Equal(1, run.ExitCode);
        run.AssertPlain();
        Assert.Contains("failed", run.Out, StringComparison.Ordinal);
        Assert.Contains("L1.M2.R1.P1  samantha-mini", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 failure", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_prompt_of_ten_megabytes_fails_its_step_by_name()
    {
        string list = _folder.Write(
            "huge.txt", string.Concat(Enumerable.Repeat("love is ", 10_000_000 / 8)) + "\n$$$\nWho are you?\n$$$\n");
        Outcome run =
            await SamanthaProcess.RunAsync(Data, "run", list, "-m", "samantha-mini", "--on-error", "next-step", "--no-color");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("prompt too long", run.Out, StringComparison.Ordinal);
        Assert.Contains("L1.M1.R1.P2", run.Out, StringComparison.Ordinal);
        Assert.True(run.Out.Length < 100_000, "the prompt itself does not belong into the output");
    }

    [Theory(Timeout = 120_000)]
    [InlineData("deterministic")]
    [InlineData("stochastic")]
    public async Task A_killed_run_resumes_to_the_same_transcript_as_an_uninterrupted_one(string preset)
    {
        // Enough loops that the run is still going when the kill arrives.
        string[] chain =
            ["run", Repo.Chain("first"), "--loops", "50", "--preset", preset, "--seed", "11", "--max-tokens", "60"];
        (await SamanthaProcess.RunAsync(Data, chain)).AssertDone();
        string expected = (await Cli.RunAsync("show", "last", "--no-times", "--data", Data)).Out;

        string other = _folder.File("killed");
        using (SamanthaProcess killed = SamanthaProcess.Start(other, null, [.. chain, "--json"]))
        {
            await killed.WaitForAsync(now => now.Out.Contains("\"position\":\"L2.M1.R1.P1\"", StringComparison.Ordinal));
            killed.Signal("KILL");
            await killed.EndAsync();
        }

        JsonElement session = (await Cli.RunAsync("sessions", "--json", "--data", other)).JsonLines()[0];
        Assert.Equal("interrupted", session.GetProperty("status").GetString());
        (await SamanthaProcess.RunAsync(other, "resume", "last")).AssertDone();
        Assert.Equal(expected, (await Cli.RunAsync("show", "last", "--no-times", "--data", other)).Out);
    }

    [Theory(Timeout = 90_000)]
    [InlineData("required", "bubblewrap", null)]
    [InlineData("none", "filter", "it is switched off (samantha.engine.sandbox = none)")]
    public async Task The_engine_runs_in_the_sandbox_that_the_settings_ask_for_and_the_journal_says_which(
        string wish, string level, string? why)
    {
        string settings = _folder.Write("samantha.conf", $"samantha.engine.sandbox = {wish}\n");
        Outcome run = await SamanthaProcess.RunAsync(
            Data, "run", "-p", "Who are you?", "-m", "samantha-mini", "--max-tokens", "4", "--json", "--config", settings);
        run.AssertDone();
        JsonElement loaded = run.JsonLines().Single(line => TypeOf(line) == "model-loaded");
        Assert.Equal(level, loaded.GetProperty("sandbox").GetString());
        Assert.Equal(why, loaded.TryGetProperty("sandboxNote", out JsonElement note) ? note.GetString() : null);
    }

    private static string TypeOf(JsonElement line) => line.GetProperty("type").GetString()!;
}
