using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Running;

/// <summary>Going on with a session whose chain file was changed, through the real program.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    private string Chain(string name, string settings) => _folder.Write(name, $$"""
        chain {
          models = ["samantha-mini"], prompts = ["Who are you?", "What can you do?", "And why?"]
          hyperparameters { n_ctx = 512, max_tokens = 12 }
          {{settings}}
        }
        """);

    [Fact(Timeout = 120_000)]
    public async Task A_changed_chain_file_is_refused_with_the_difference_and_both_ways_out_work()
    {
        string file = Chain("c.conf", "stop { steps = 1 }");
        (await SamanthaProcess.RunAsync(Data, "run", file, "--max-tokens", "8")).AssertDone();
        (await Cli.RunAsync("report", "last", "--data", Data)).AssertDone();

        Chain("c.conf", "stop { steps = 2 }, system-prompt = \"Be brief.\"");
        Outcome refused = await SamanthaProcess.RunAsync(Data, "resume", "last");
        refused.AssertFails(2, "system-prompt: (empty) -> Be brief.; stop steps: 1 -> 2");
        Assert.Contains("--as-recorded", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--branch", refused.Error, StringComparison.Ordinal);

        Outcome branch = await SamanthaProcess.RunAsync(Data, "resume", "last", "--branch");
        branch.AssertDone();
        Assert.Contains("is a branch of", branch.Error, StringComparison.Ordinal);
        Assert.Contains("system-prompt: (empty) -> Be brief.", branch.Error, StringComparison.Ordinal);
        JsonElement[] sessions = (await Cli.RunAsync("sessions", "--json", "--data", Data)).JsonLines();
        string old = sessions.Single(s => !s.TryGetProperty("branchOf", out _)).GetProperty("id").GetString()!;
        string made = sessions.Single(s => s.TryGetProperty("branchOf", out _)).GetProperty("id").GetString()!;
        Assert.Equal([1L, 2L], sessions.Select(s => s.GetProperty("stepsDone").GetInt64()).Order());
        Assert.DoesNotContain("max_tokens 12", (await Cli.RunAsync("show", made, "--data", Data)).Out, StringComparison.Ordinal);
        Assert.Contains($"[branch of {old}", (await Cli.RunAsync("show", made, "--data", Data)).Out, StringComparison.Ordinal);
        Assert.Contains("(branch of", (await Cli.RunAsync("sessions", "--data", Data)).Out, StringComparison.Ordinal);
        Assert.Contains($"a branch of {old}", (await Cli.RunAsync("report", made, "--data", Data)).Out, StringComparison.Ordinal);
        foreach (string format in new[] { "html", "md" })
        {
            string export = _folder.File("export." + format);
            (await Cli.RunAsync("export", made, "--format", format, "--output", export, "--data", Data)).AssertDone();
            Assert.Contains(old, await File.ReadAllTextAsync(export), StringComparison.Ordinal);
        }

        (await Cli.RunAsync("replay", made, "--data", Data)).AssertFails(2, "is a branch of");
        Outcome verified = await SamanthaProcess.RunAsync(Data, "replay", made, "--verify");
        verified.AssertDone();
        Assert.Contains("identical: 2 responses", verified.Error, StringComparison.Ordinal);

        Outcome asRecorded = await SamanthaProcess.RunAsync(Data, "resume", old, "--as-recorded");
        Assert.Contains("1 step, ", asRecorded.Error, StringComparison.Ordinal);
        (await Cli.RunAsync("resume", old, "--as-recorded", "--branch", "--data", Data)).AssertFails(2, "were both given");
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_chain_can_be_named_and_one_that_leaves_nothing_to_do_is_refused()
    {
        (await SamanthaProcess.RunAsync(Data, "run", Chain("c.conf", "stop { steps = 2 }"))).AssertDone();
        string other = _folder.Write("other.conf", """
            chain { models = ["samantha-mini"], prompts = ["a", "b", "Sum it up."], hyperparameters { n_ctx = 512, max_tokens = 12 } }
            """);
        string shorter = _folder.Write("short.conf", "chain { models = [\"samantha-mini\"], prompts = [\"a\"] }");

        (await Cli.RunAsync("resume", "last", "--branch", shorter, "--data", Data)).AssertFails(2, "has no step after L1.M1.R1.P2");
        Outcome branch = await SamanthaProcess.RunAsync(Data, "resume", "last", "--branch", other);

        branch.AssertDone();
        Assert.Contains("> Sum it up.", branch.Out, StringComparison.Ordinal);
        JsonElement report = (await Cli.RunAsync("report", "last", "--json", "--data", Data)).JsonLines()[0];
        Assert.Equal(3, report.GetProperty("stepsAnswered").GetInt32());
        Assert.True(report.GetProperty("loads").GetArrayLength() > 0);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_used_of_the_limits_is_told_by_show_and_report_and_where_they_would_have_ended_it_by_stop_test()
    {
        string file = Chain("c.conf", "stop { total-tokens = 1000, loads = 5, disk = 1 GB, disk-free = 1 MB, failures-in-a-row = 3 }");
        (await SamanthaProcess.RunAsync(Data, "run", file)).AssertDone();

        Assert.Matches(@"budgets: tokens \d+ of 1,000, loads 1 of 5, session folder ", (await Cli.RunAsync("show", "last", "--data", Data)).Error);
        Assert.Matches(@"Budgets +tokens \d+ of 1,000", (await Cli.RunAsync("report", "last", "--data", Data)).Out);
        Outcome asked = await Cli.RunAsync(
            "stop-test", "last", "--stop-tokens", "20", "--stop-loads", "1", "--stop-disk", "1MB", "--stop-disk-free", "5GB", "--stop-failures", "2",
            "--data", Data);
        asked.AssertDone();
        Assert.Contains("L1.M1.R1.P2", asked.Out, StringComparison.Ordinal);
        Assert.Contains("a journal does not say what was free", asked.Out, StringComparison.Ordinal);
    }
}
