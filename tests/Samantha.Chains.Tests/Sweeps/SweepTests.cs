using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Sweeps;

public class SweepTests
{
    [Fact]
    public void Every_combination_is_a_round_of_a_models_turn_and_the_first_setting_changes_slowest()
    {
        var chain = TestChains.Of("a b", "1", "2") with
        {
            Sweep = Sweep("temperature = 0, 0.5, 1; top_p = 0.5, 0.9"), Loops = RepeatCount.Of(2),
        };
        var started = Run(chain);

        Assert.Equal(2 * 2 * 6 * 2, started.Count);
        Assert.Equal(Plan.Create(chain, 1).TotalSteps, started.Count);
        Assert.Equal(
            [(0, 0.5), (0, 0.9), (0.5, 0.5), (0.5, 0.9), (1, 0.5), (1, 0.9)],
            started.Take(12).Where(step => step.Prompt == "1").Select(step => (step.Hyperparameters.Temperature, step.Hyperparameters.TopP)));
        Assert.All(started.Take(12), step => Assert.Equal("a", step.Model));
        Assert.Equal("SWEEP 4 of 6: temperature (0.5), top_p (0.9)", started[7].SweepLine);
    }

    [Fact]
    public void Several_responses_go_through_the_whole_sweep_again_also_without_an_end()
    {
        var sweep = Sweep("top_k = 1, 2, 3");
        var twice = Run(TestChains.Of("a", "1") with { Sweep = sweep, Responses = RepeatCount.Of(2) });
        var endless = Plan.Create(TestChains.Of("a", "1") with { Sweep = sweep, Responses = RepeatCount.Endless }, 1);

        Assert.Equal([1, 2, 3, 1, 2, 3], twice.Select(step => step.Hyperparameters.TopK));
        Assert.Null(endless.TotalSteps);
        Assert.Equal(2, sweep.CellOf(3_000_000_002)!.Number);
    }

    [Fact]
    public void Blocks_follow_one_after_the_other_each_from_the_settings_of_the_chain()
    {
        var started = Run(TestChains.Of("a", "1") with
        {
            Hyperparameters = new HyperparameterOverrides { Temperature = 2, TopK = 40 },
            Sweep = Sweep("temperature = 0, 1 | top_k = 1, 5"),
        });

        Assert.Equal(
            [(0, 40), (1, 40), (2, 1), (2, 5)], started.Select(step => (step.Hyperparameters.Temperature, step.Hyperparameters.TopK)));
    }

    [Fact]
    public void A_sweep_loads_no_model_more_often()
    {
        var chain = TestChains.Of("a b", "1") with { Sweep = Sweep("temperature = 0, 1"), Loops = RepeatCount.Of(3), Schedule = Schedule.Auto };

        Assert.Equal((2L, 6L), (Plan.Create(chain, 1).LoadForecast(), Plan.Create(chain, 1).LoadForecastAsWritten()));
    }

    [Fact]
    public void Braces_win_over_the_sweep_and_the_sweep_over_model_chain_and_random_draw()
    {
        var chain = TestChains.WithPromptText("m", "{top_k=7} A\nB") with
        {
            Models = [new ModelEntry("m", "m", new HyperparameterOverrides { Temperature = 3 })],
            Hyperparameters = new HyperparameterOverrides { TopP = 0.3 },
            RandomHyperparameters = RandomRanges.Default,
            Sweep = Sweep("temperature = 0.05; top_p = 0.01; top_k = 2"),
        };
        var started = Run(chain);
        var without = Run(chain with { Sweep = SweepSettings.None });

        Assert.All(started, step => Assert.Equal((0.05, 0.01), (step.Hyperparameters.Temperature, step.Hyperparameters.TopP)));
        Assert.Equal([7, 2], started.Select(step => step.Hyperparameters.TopK));
        Assert.Equal("SWEEP 1 of 1: temperature (0.05), top_p (0.01)", started[0].SweepLine);
        Assert.DoesNotContain("temperature", started[0].RandomLine, StringComparison.Ordinal);
        Assert.Equal(without.Select(step => step.Hyperparameters.MinP), started.Select(step => step.Hyperparameters.MinP));
    }

    [Fact]
    public void Every_combination_has_a_seed_of_its_own_unless_the_seed_is_swept()
    {
        var own = Run(TestChains.Of("a", "1") with { Sweep = Sweep("temperature = 0.5, 1") });
        var swept = Run(TestChains.Of("a", "1", "2") with { Sweep = Sweep("temperature = 0.5, 1; seed = 11, 18446744073709551615") });

        Assert.Equal(2, own.Select(step => step.Seed).Distinct().Count());
        Assert.Equal(
            SeedDerivation.ForStep(42, new StepPosition(1, 1, 2, 1), SeedPurpose.Sampling), own[1].Seed);
        Assert.Equal([11, 11, ulong.MaxValue, ulong.MaxValue, 11, 11, ulong.MaxValue, ulong.MaxValue], swept.Select(step => step.Seed));
    }

    [Fact]
    public void A_session_that_dies_after_any_event_goes_on_at_the_right_combination()
    {
        var chain = TestChains.Of("a", "1", "2") with { Sweep = Sweep("temperature = 0.5, 1; top_k = 3, 4") };
        var whole = SimulatedSession.Begin(chain).Run();

        for (var events = 1; events < whole.Events.Count; events++)
        {
            Assert.Equal(whole.StableTranscript, whole.CrashAfter(events).Run().StableTranscript);
        }
    }

    [Theory]
    [InlineData("temperature = 0, 0.5, 1; top_p = 0.5, 0.9")]
    [InlineData("temperature = 0 | top_k = 1, 40 | seed = 1, 2; repeat_penalty = 1.1")]
    [InlineData("off")]
    public void The_line_says_the_same_as_the_file_and_both_are_read_back(string line)
    {
        var chain = TestChains.Of("a", "p") with { Sweep = Sweep(line), Schedule = Schedule.Auto };
        var written = ChainFileReader.Read(ChainFileWriter.Write(chain), "w", _ => throw new InvalidOperationException()).Chain!;

        Assert.Equal(line, SweepText.Of(chain.Sweep));
        Assert.Equal(chain.Sweep, written.Sweep);
        Assert.Equal(chain.Sweep, ChainJson.Deserialize(ChainJson.Serialize(chain)).Sweep);
    }

    [Fact]
    public void A_chain_without_a_sweep_is_stored_as_it_always_was() =>
        Assert.DoesNotContain("sweep", ChainJson.Serialize(TestChains.Of("a", "p")), StringComparison.Ordinal);

    [Theory]
    [InlineData("temperature", "'temperature' has no values")]
    [InlineData("temprature = 1", "Did you mean temperature?")]
    [InlineData("temperature = ", "temperature has no value")]
    [InlineData("temperature = 9", "temperature must be a number from 0 to 5")]
    [InlineData("temperature = 1, 1.0", "temperature has the value 1 twice")]
    [InlineData("temperature = 1; temperature = 2", "a second time")]
    [InlineData("n_ctx = 512, 1024", "n_ctx takes effect when a model is loaded")]
    [InlineData("stop = a, b", "stop is a text; only numbers can be swept")]
    [InlineData("top_k = 1 | ", "A block of the sweep is empty")]
    public void A_mistake_on_the_line_is_told(string line, string problem)
    {
        Assert.False(SweepText.TryParse(line, out _, out var found));
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sweep { temperature = [0, 9] }", 2, 27, "temperature must be a number from 0 to 5")]
    [InlineData("sweep { temprature = [0] }", 2, 22, "Did you mean temperature?")]
    [InlineData("sweep { n_ctx = [512] }", 2, 17, "n_ctx takes effect when a model is loaded")]
    [InlineData("sweep { top_k = [] }", 2, 17, "top_k has no value")]
    [InlineData("sweep { top_k = [1, [2]] }", 2, 21, "top_k must be a whole number")]
    [InlineData("sweep = [1]", 2, 10, "sweep must be a block")]
    [InlineData("sweep = on", 2, 9, "sweep must be a block")]
    [InlineData("sweep = \"top_k = x\"", 2, 9, "top_k must be a whole number")]
    [InlineData("single-response-per-model = on, sweep { top_k = [1, 2] }", 2, 33, "Remove one of them")]
    [InlineData("sweep { top_k = [1,2,3,4,5,6,7,8,9,10,11], seed = [1,2,3,4,5,6,7,8,9,10], dry_base = [1,2,3,4], mirostat = [0,1,2] }", 2, 1, "1,320 combinations; 1,000 are allowed")]
    public void A_mistake_in_a_file_is_an_error_with_its_place(string setting, int line, int column, string problem)
    {
        var result = ChainFileReader.Read(
            $"chain {{ models = m, prompts = [p]\n{setting}\n}}", "f", _ => throw new InvalidOperationException());

        Assert.Null(result.Chain);
        var found = Assert.Single(result.Diagnostics, one => one.IsError);
        Assert.Contains(problem, found.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (found.Line, found.Column));
    }

    [Theory]
    [InlineData("sweep { temperature = [0, 1] }", "every combination leaves a single token")]
    [InlineData("feedback-loop = on, sweep { repeat_penalty = [1, 1.2] }", "sees the response to the one before")]
    [InlineData("prompts = \"{top_k=3} x\", sweep { top_k = [1, 2] }", "Prompt 1 sets top_k itself")]
    public void What_makes_a_sweep_say_nothing_is_a_warning(string setting, string warning)
    {
        var prompts = setting.Contains("prompts", StringComparison.Ordinal) ? "" : "prompts = [p]";
        var result = ChainFileReader.Read($"chain {{ models = m\n{prompts}\n{setting}\n}}", "f", _ => throw new InvalidOperationException());

        Assert.NotNull(result.Chain);
        Assert.Contains(result.Diagnostics, found => found.Message.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sweep_with_open_filters_is_no_reason_to_warn()
    {
        var result = ChainFileReader.Read(
            "chain { models = m, prompts = [p], hyperparameters { preset = stochastic }, sweep { temperature = [0, 1], top_p = [0.5, 1] } }",
            "f", _ => throw new InvalidOperationException());

        Assert.Empty(result.Diagnostics);
    }

    private static SweepSettings Sweep(string line) =>
        SweepText.TryParse(line, out var sweep, out var problem) ? sweep : throw new ArgumentException(problem);

    private static List<StepStarted> Run(ChainDefinition chain) =>
        [.. SimulatedSession.Begin(chain).Run().Events.OfType<StepStarted>()];
}
