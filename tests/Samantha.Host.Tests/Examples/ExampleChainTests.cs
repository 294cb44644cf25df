using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.Examples;

/// <summary>Every shipped chain runs to its real end on the demonstration model, and shows what its comments promise.</summary>
public sealed class ExampleChainTests : ExampleChains
{
    [Fact(Timeout = 60_000)]
    public async Task First_is_a_dialogue_of_two_prompts_in_two_loops_with_feedback()
    {
        JsonElement[] lines = await RunAsync("first");

        Assert.Equal(["L1.M1.R1.P1", "L1.M1.R1.P2", "L2.M1.R1.P1", "L2.M1.R1.P2"], Positions(lines));
        string[] previous = [.. Events(lines, "step-started").Select(e => e.GetProperty("previousResponse").GetString()!)];
        Assert.Equal(Responses(lines)[..3], previous[1..]);
        Assert.StartsWith("Love is a fire", previous[0], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Intelligence_challenge_lets_the_judge_ask_and_decide()
    {
        JsonElement[] lines = await RunAsync("intelligence-challenge");

        Assert.Equal(["judge", "contestant 1", "contestant 2", "judge"], Events(lines, "step-started").Select(Model));
        string[] responses = Responses(lines);
        Assert.StartsWith("AI 1:", responses[1], StringComparison.Ordinal);
        Assert.StartsWith("AI 2:", responses[2], StringComparison.Ordinal);
        Assert.Contains("wins", responses[3], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Syntactic_diversity_shows_that_one_character_changes_the_response()
    {
        string[] responses = Responses(await RunAsync("syntactic-diversity"));

        Assert.Equal(3, responses.Length);
        Assert.True(responses.Distinct().Count() > 1, string.Join('\n', responses));
    }

    [Fact(Timeout = 60_000)]
    public async Task Poet_ignores_one_prompt_and_ends_with_all_responses_joined()
    {
        JsonElement[] lines = await RunAsync("poet");

        string[] prompts = [.. Events(lines, "step-started").Select(e => e.GetProperty("prompt").GetString()!)];
        string[] responses = Responses(lines);
        Assert.Equal(3, prompts.Length);
        Assert.All(prompts[..2], p => Assert.StartsWith("You are a clever poet.", p, StringComparison.Ordinal));
        Assert.DoesNotContain(prompts, p => p.Contains("politics", StringComparison.Ordinal));
        Assert.Contains(responses[0], prompts[2], StringComparison.Ordinal);
        Assert.Contains(responses[1], prompts[2], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Refinement_improves_numbers_and_shortens_its_own_text()
    {
        string[] responses = Responses(await RunAsync("refinement"));

        Assert.Equal(4, responses.Length);
        Assert.StartsWith(responses[0], responses[1], StringComparison.Ordinal);
        Assert.StartsWith("1.", responses[2], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Endless_talk_ends_when_its_budget_is_spent()
    {
        JsonElement[] lines = await RunAsync("endless-talk");

        JsonElement stopped = Assert.Single(Events(lines, "session-stopped"));
        Assert.Equal("stop-rule", stopped.GetProperty("reason").GetString());
        Assert.InRange(Responses(lines).Length, 2, 20);
    }

    [Fact(Timeout = 60_000)]
    public async Task Model_comparison_asks_every_model_the_same()
    {
        JsonElement[] lines = await RunAsync("model-comparison");

        var byModel = Events(lines, "step-started").GroupBy(Model).ToList();
        Assert.Equal(["samantha-mini-f16", "q8_0", "q8_0, warm"], byModel.Select(g => g.Key));
        Assert.All(byModel, g => Assert.Equal(3, g.Count()));
        Assert.Equal(2, Events(lines, "model-loaded").Count()); // The third entry is the second one's file: no reload.
    }

    [Fact(Timeout = 60_000)]
    public async Task Hyperparameter_exploration_draws_other_values_for_each_response_and_the_same_again_next_time()
    {
        string[] first = RandomLines(await RunAsync("hyperparameter-exploration"));
        string[] second = RandomLines(await RunAsync("hyperparameter-exploration"));

        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, second);
        Assert.All(first, line => Assert.StartsWith("RANDOM: temperature (", line, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Determinism_study_finds_that_one_setting_at_its_end_is_enough_and_an_open_one_is_not()
    {
        JsonElement[] lines = await RunAsync("determinism-study");
        Outcome outcome = await SamanthaProcess.RunAsync(DataFolder, "study", "last", "--json");
        outcome.AssertDone();
        JsonElement study = Assert.Single(outcome.JsonLines());

        Assert.Equal(48, Responses(lines).Length);
        (string Setting, string Value, bool Same)[] rows = [.. study.GetProperty("rows").EnumerateArray().Select(row => (
            Row: row, Same: row.GetProperty("identical").GetInt32() == row.GetProperty("askedAgain").GetInt32()))
            .SelectMany(pair => pair.Row.GetProperty("settings").EnumerateObject().Select(setting => (
                setting.Name, setting.Value.GetString()!, pair.Same)))];
        (string, string)[] deterministic =
            [("temperature", "0"), ("tfs_z", "0"), ("top_p", "0"), ("min_p", "1"), ("typical_p", "0"), ("top_k", "1"), ("repeat_penalty", "1.5")];
        Assert.All(deterministic, one => Assert.All(
            rows.Where(row => (row.Setting, row.Value) == one), row => Assert.True(row.Same, $"{row}")));
        Assert.All(deterministic, one => Assert.Contains(rows, row => (row.Setting, row.Value) == one));
        Assert.Contains(rows, row => row is { Setting: "temperature", Value: "2", Same: false });
        Assert.Contains(rows, row => row is { Setting: "top_k", Value: "40", Same: false });
    }

    [Fact(Timeout = 120_000)]
    public async Task Sampler_sweep_asks_for_every_combination_and_its_study_has_entropy_and_pictures()
    {
        JsonElement[] lines = await RunAsync("sampler-sweep");
        Outcome table = await SamanthaProcess.RunAsync(DataFolder, "study", "last", "--csv");
        table.AssertDone();
        string page = Path.Combine(DataFolder, "page.html");
        (await SamanthaProcess.RunAsync(DataFolder, "export", "last", "--output", page)).AssertDone();

        Assert.Equal(24, Responses(lines).Length);
        Assert.Equal(12, Events(lines, "step-started").Select(e => e.GetProperty("sweepLine").GetString()).Count(line =>
            line!.StartsWith("SWEEP", StringComparison.Ordinal) && line.Contains("top_p (0.5)", StringComparison.Ordinal)));
        string[] rows = table.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("temperature,top_p,responses,words", rows[0], StringComparison.Ordinal);
        Assert.Equal(7, rows.Length);
        Assert.All(rows[1..], row => Assert.InRange(double.Parse(row.Split(',')[9], System.Globalization.CultureInfo.InvariantCulture), 0.01, 20));
        Assert.Contains("<svg", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("learning", 7, "1 of 7: TEMPERATURE 0.", "7 of 7: REPEAT_PENALTY = 1.5.")]
    [InlineData("learning-pt-BR", 7, "1 de 7: TEMPERATURE 0.", "7 de 7: REPEAT_PENALTY = 1.5.")]
    [InlineData("learning-feedback", 3, "1 of 3: A BEGINNING.", "3 of 3: ONCE MORE.")]
    [InlineData("learning-feedback-pt-BR", 3, "1 de 3: UM COMEÇO.", "3 de 3: MAIS UMA VEZ.")]
    public async Task The_guided_chains_say_before_each_step_what_to_look_at_and_show_the_candidates(
        string chain, int steps, string first, string last)
    {
        Outcome outcome = await SamanthaProcess.RunAsync(DataFolder, "run", Repo.Chain(chain), "--learn", "--candidates", "3");

        outcome.AssertDone();
        Assert.Contains(first, outcome.Out, StringComparison.Ordinal);
        Assert.Contains(last, outcome.Out, StringComparison.Ordinal);
        Assert.True(
            outcome.Out.IndexOf(first, StringComparison.Ordinal) < outcome.Out.IndexOf("candidates left", StringComparison.Ordinal));
        Assert.Equal(steps, outcome.Lines.Count(line => line.StartsWith("Unlikely tokens:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_shipped_chain_has_a_test_here()
    {
        string[] tested =
        [
            "bar-chart", "create-and-run-code", "determinism-study", "endless-talk", "first", "hyperparameter-exploration", "incremental-coding",
            "installed-modules", "intelligence-challenge", "learning", "learning-feedback", "learning-feedback-pt-BR", "learning-pt-BR", "model-comparison", "out-of-circles", "poet", "refinement", "sampler-sweep",
            "stop-condition",
            "syntactic-diversity",
        ];

        Assert.Equal(tested, Directory.GetFiles(Path.Combine(Repo.Root, "hocon", "chains"))
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Out_of_circles_notices_that_the_dialogue_repeats_itself_and_what_it_draws_then_can_be_repeated()
    {
        JsonElement[] lines = await RunAsync("out-of-circles");

        JsonElement stopped = Assert.Single(Events(lines, "session-stopped"));
        Assert.Equal("health", stopped.GetProperty("reason").GetString());
        JsonElement[] findings = [.. Events(lines, "health-finding")];
        JsonElement raised = findings.First(f => f.GetProperty("action").GetString() == "raise-temperature");
        Assert.Equal("near-duplicate", raised.GetProperty("detector").GetString());
        double[] temperatures =
        [
            .. Events(lines, "step-started").Select(e => e.GetProperty("hyperparameters").GetProperty("temperature").GetDouble()),
        ];
        Assert.Equal(0, temperatures[0]);
        Assert.Contains(temperatures, temperature => temperature >= 0.4);

        Outcome verified = await SamanthaProcess.RunAsync(DataFolder, "replay", "last", "--verify");
        verified.AssertDone();
        Outcome shown = await SamanthaProcess.RunAsync(DataFolder, "show", "last");
        Assert.Contains("near duplicate: ", shown.Out, StringComparison.Ordinal);
    }
}
