using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Running;

/// <summary>A chain that runs what the demonstration model writes, through the real program and the real sandbox.</summary>
public sealed class RunCodeTests : IDisposable
{
    private const string Prompt = "Write a Python program that prints a random number.";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Code_runs_until_its_condition_holds_and_everything_can_be_seen_again()
    {
        string browser = _folder.Write("browser.sh", $"#!/bin/sh\necho \"$1\" >> '{_folder.File("opened")}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        using SamanthaProcess process = SamanthaProcess.StartWith(
            new Dictionary<string, string> { ["BROWSER"] = browser }, _folder.Path, null,
            "run", "-p", Prompt, "-m", "samantha-mini", "--responses", "50", "--run-code", "--feedback", "--stop-output", "on",
            "--show-html", "on-output", "--json");
        Outcome run = await process.EndAsync();
        run.AssertDone();
        Assert.Contains("code runs in the sandbox bubblewrap", run.Error, StringComparison.Ordinal);
        JsonElement[] lines = run.JsonLines();
        Assert.Equal("bubblewrap", Only(lines, "code-started").GetProperty("sandbox").GetString());
        string printed = string.Concat(Of(lines, "code-output").Select(line => line.GetProperty("delta").GetString()));
        Assert.Matches(@"^\d+\n$", printed);
        JsonElement outcome = Only(lines, "code-executed").GetProperty("outcome");
        Assert.Equal(0, outcome.GetProperty("exitCode").GetInt32());
        Assert.Equal("output-not-empty", Only(lines, "session-stopped").GetProperty("rule").GetString());

        Outcome show = await Cli.RunAsync("show", "last", "--data", _folder.Path);
        Assert.Contains("Python output (exit code 0", show.Out, StringComparison.Ordinal);
        Assert.Contains($"sandbox bubblewrap)\n{printed}", show.Out, StringComparison.Ordinal);
        string page = (await File.ReadAllTextAsync(_folder.File("opened"))).Trim();
        Assert.EndsWith("/page.html", page, StringComparison.Ordinal);
        Assert.Contains("random", await File.ReadAllTextAsync(new Uri(page).LocalPath), StringComparison.Ordinal);
        await AssertStopTestAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_chain_says_what_code_may_do_and_check_shows_it()
    {
        Directory.CreateDirectory(_folder.File("numbers"));
        string chain = _folder.Write("code.conf", """
            chain {
              models = ["samantha-mini"]
              prompts = ["Write a Python program that prints a random number."]
              run-code = on
              code { readable = ["numbers"], limits { wall-clock = 5 s } }
              stop { output-not-empty = on, until = "07:00" }
            }
            """);
        Outcome check = await Cli.RunAsync(
            "check", chain, "--no-tokens", "--limit", "processes=9", "--data", _folder.File("data"));
        check.AssertDone();
        Assert.Contains("code: sandbox bubblewrap (", check.Out, StringComparison.Ordinal);
        Assert.Contains("network off; wall-clock 5.0 s, ", check.Out, StringComparison.Ordinal);
        Assert.Contains(", processes 9, ", check.Out, StringComparison.Ordinal);
        Assert.Contains($"readable: {_folder.File("numbers")} as /data/numbers", check.Out, StringComparison.Ordinal);
        Assert.Contains("The clock shows 07:00", check.Out, StringComparison.Ordinal);
        Assert.Contains("Code prints something on stdout", check.Out, StringComparison.Ordinal);

        JsonElement json = (await Cli.RunAsync(
            "check", chain, "--no-tokens", "--json", "--no-run-code", "--data", _folder.File("data"))).JsonLines()[0];
        Assert.False(json.TryGetProperty("code", out _));
        Outcome none = await Cli.RunAsync("check", chain, "--no-tokens", "--no-sandbox", "--data", _folder.File("data"));
        Assert.DoesNotContain("sandbox bubblewrap", none.Out, StringComparison.Ordinal);
    }

    private async Task AssertStopTestAsync()
    {
        Outcome own = await Cli.RunAsync("stop-test", "last", "--data", _folder.Path);
        own.AssertDone();
        Assert.Contains(
            "Code prints something on stdout and ends with exit code 0  L1.M1.R1.P1", own.Out, StringComparison.Ordinal);
        JsonElement[] asked = (await Cli.RunAsync(
            "stop-test", "last", "--stop-tokens", "1", "--stop-output-matches", "^nothing$", "--json", "--data", _folder.Path))
            .JsonLines();
        Assert.Equal(["total-tokens", "output-matches"], asked.Select(row => row.GetProperty("rule").GetString()));
        Assert.Equal("L1.M1.R1.P1", asked[0].GetProperty("hits")[0].GetProperty("position").GetString());
        Assert.Empty(asked[1].GetProperty("hits").EnumerateArray());
        (await Cli.RunAsync("stop-test", "last", "--chain", _folder.File("none.conf"), "--data", _folder.Path))
            .AssertFails(2, "none.conf");
    }

    private static IEnumerable<JsonElement> Of(JsonElement[] lines, string type) =>
        lines.Where(line => line.GetProperty("type").GetString() == type);

    private static JsonElement Only(JsonElement[] lines, string type) => Assert.Single(Of(lines, type));
}
