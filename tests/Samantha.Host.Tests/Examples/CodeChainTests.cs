using System.Text.Json;

namespace Samantha.Host.Tests.Examples;

/// <summary>
/// Every shipped chain that runs code: the demonstration model writes the programs, the real sandbox runs them, and the chain
/// comes to its real end.
/// </summary>
public sealed class CodeChainTests : ExampleChains
{
    [Fact(Timeout = 180_000)]
    public async Task Create_and_run_code_corrects_a_program_by_what_its_run_printed()
    {
        JsonElement[] outcomes = CodeOutcomes(await RunAsync("create-and-run-code"));

        AllRanInTheSandbox(outcomes, 3);
        Assert.Equal("0\n1\n1\n2\n3\n5\n8\n", Stdout(outcomes[0]));
        Assert.Equal("720\n", Stdout(outcomes[1]));
        Assert.Equal("720\nfinished\n", Stdout(outcomes[2]));
    }

    [Fact(Timeout = 180_000)]
    public async Task Incremental_coding_extends_the_program_before()
    {
        JsonElement[] outcomes = CodeOutcomes(await RunAsync("incremental-coding"));

        AllRanInTheSandbox(outcomes, 4);
        Assert.Equal("720\nfinished\n", Stdout(outcomes[1]));
        Assert.Equal("Hello, world!\nfinished\n", Stdout(outcomes[3]));
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_condition_ends_at_the_first_program_that_prints_a_number_below_4()
    {
        JsonElement[] lines = await RunAsync("stop-condition");

        JsonElement[] outcomes = CodeOutcomes(lines);
        AllRanInTheSandbox(outcomes, Responses(lines).Length);
        Assert.All(outcomes[..^1], outcome => Assert.Equal("", Stdout(outcome).Trim()));
        Assert.InRange(int.Parse(Stdout(outcomes[^1]), System.Globalization.CultureInfo.InvariantCulture), 1, 3);
        JsonElement stopped = Assert.Single(Events(lines, "session-stopped"));
        Assert.Equal("output-not-empty", stopped.GetProperty("rule").GetString());
    }

    [Fact(Timeout = 180_000)]
    public async Task Installed_modules_lists_what_the_sandbox_can_import()
    {
        JsonElement outcome = Assert.Single(CodeOutcomes(await RunAsync("installed-modules")));

        AllRanInTheSandbox([outcome], 1);
        string[] modules = Stdout(outcome).Split('\n');
        Assert.Contains("json", modules);
        Assert.Contains("sqlite3", modules);
    }

    [Fact(Timeout = 300_000)]
    public async Task Bar_chart_leaves_a_picture_with_the_session()
    {
        JsonElement[] lines = await RunAsync("bar-chart");

        JsonElement outcome = Assert.Single(CodeOutcomes(lines));
        AllRanInTheSandbox([outcome], 1);
        Assert.Equal("chart.png", Assert.Single(outcome.GetProperty("files").EnumerateArray()).GetProperty("name").GetString());
        string picture = Assert.Single(Directory.GetFiles(DataFolder, "chart.png", SearchOption.AllDirectories));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
    }

    private static void AllRanInTheSandbox(JsonElement[] outcomes, int count)
    {
        Assert.Equal(count, outcomes.Length);
        Assert.All(outcomes, outcome =>
        {
            Assert.Equal("bubblewrap", outcome.GetProperty("sandbox").GetString());
            Assert.Equal(0, outcome.GetProperty("exitCode").GetInt32());
        });
    }
}
