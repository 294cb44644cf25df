using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.ChainFiles;

public class ChainFileReaderTests
{
    private static ChainFileResult Read(string text) => ChainFileReader.Read(text, "chain.conf", path => path switch
    {
        "prompts.txt" => FileText.Ok("prompts.txt", "A\n$$$\nSort [1]\n$$$"),
        "system.txt" => FileText.Ok("system.txt", "You are X.\n"),
        _ => FileText.Failed(path, "it does not exist."),
    });

    private static ChainDefinition Good(string settings)
    {
        var result = Read($"chain {{ models = [\"m\"], prompts = [\"p\"]\n{settings}\n}}");
        Assert.Empty(result.Diagnostics.Where(found => found.IsError));
        return result.Chain!;
    }

    [Fact]
    public void The_example_of_the_design_reads_as_it_is_meant()
    {
        var result = Read("""""
            chain {
              name = "Refine"
              models = ["samantha-mini"]          # order and repeats matter
              system-prompt = ""
              previous-response = ""
              prompts = """
                Create a sentence about love
                $$$
                Refine your
                  previous response
                $$$
              """
              loops = 2                           # a number or endless
              responses = 1
              feedback-loop = on
              cumulative-response = off
              hyperparameters { temperature = 0, seed = 42 }
            }
            """"");

        var chain = result.Chain!;
        Assert.Empty(result.Diagnostics);
        Assert.Equal("Refine", chain.Name);
        Assert.Equal("samantha-mini", Assert.Single(chain.Models).Name);
        Assert.Equal(
            ["Create a sentence about love", "Refine your\n  previous response"], chain.Prompts.Items.Select(item => item.Text));
        Assert.Equal(new PromptSpan(9, 5, 10, 23), chain.Prompts.Items[1].Span);
        Assert.Equal(RepeatCount.Of(2), chain.Loops);
        Assert.True(chain is { FeedbackLoop: true, CumulativeResponse: false, ResetModel: true, Seed: 42 });
        Assert.Equal((OnError.NextModel, OnOverflow.Fail), (chain.OnError, chain.OnOverflow));
        Assert.Equal("STOP_SAMANTHA", chain.Stop.ResponseLine);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var chain = Good("""
            description = "d", loops = endless, responses = 3, feedback-loop = on, cumulative_response = true
            feedback-output-only = on, single-response-per-model = on, shuffle-models = on, reset-model = off
            random-hyperparameters { temperature = [0.2, 0.4], top_p = off }
            hyperparameters { preset = stochastic, top-k = 7, stop = ["a", "b"], n_ctx = 0 }
            seed = 5
            engine { threads = 3, batch-tokens = 256, flash-attention = off }
            on-error = next-step, on-overflow = drop-oldest-feedback
            stop { response-line = off, response-matches = "^x+$", total-tokens = 1000, wall-time = 2 h, steps = 10, loops = 4 }
            """);

        Assert.True(chain is { Description: "d", FeedbackLoop: true, CumulativeResponse: true, FeedbackOutputOnly: true });
        Assert.True(chain is { SingleResponsePerModel: true, ShuffleModels: true, ResetModel: false });
        Assert.Equal((RepeatCount.Endless, RepeatCount.Of(3)), (chain.Loops, chain.Responses));
        Assert.Equal(new RandomRange(0.2, 0.4), chain.RandomHyperparameters!.Temperature);
        Assert.Null(chain.RandomHyperparameters.TopP);
        Assert.Equal(
            HyperparameterPresets.Stochastic with { TopK = 7, Stop = ["a", "b"], ContextTokens = 0, Seed = 5 },
                chain.Hyperparameters);
        Assert.Equal(new EngineSettings(3, 256, FlashAttention.Off), chain.Engine);
        Assert.Equal((OnError.NextStep, OnOverflow.DropOldestFeedback), (chain.OnError, chain.OnOverflow));
        Assert.Equal(new StopSettings(null, "^x+$", 1000, TimeSpan.FromHours(2), 10, 4), chain.Stop);
    }

    [Fact]
    public void Models_are_texts_or_blocks_with_settings_of_their_own()
    {
        var chain = Read("""
            chain {
              engine { threads = 2 }
              models = [
                "a.gguf",
                { model = "/m/a.gguf", name = "hot", hyperparameters { preset = stochastic }, engine { batch-tokens = 64 } },
                { model = "a.gguf", hyperparameters { top_k = 1 } },
                "https://host/x/b-Q4.gguf?download=true",
                "a.gguf"
              ]
              prompts = ["p"]
            }
            """).Chain!;

        Assert.Equal(["a", "hot", "a (2)", "b-Q4", "a"], chain.Models.Select(model => model.Name));
        Assert.Equal(new EngineSettings(2, 64), chain.EngineOf(chain.Models[1]));
        Assert.Equal(new EngineSettings(2), chain.EngineOf(chain.Models[0]));
        Assert.Equal(0.8, chain.HyperparametersOf(chain.Models[1]).Temperature);
        Assert.Equal(0, chain.HyperparametersOf(chain.Models[0]).Temperature);
    }

    [Fact]
    public void Prompts_in_a_list_are_literal()
    {
        var chain = Read("chain { models = m, prompts = [\"Sort [1] {a=1} $$$\", \"---x\"] }").Chain!;

        Assert.Equal(["Sort [1] {a=1} $$$", "---x"], chain.Prompts.Items.Select(item => item.Text));
    }

    [Fact]
    public void Texts_come_from_files_and_their_findings_name_the_file()
    {
        var result = Read("chain { models = m, prompts-file = prompts.txt, system-prompt-file = \"system.txt\" }");

        Assert.Equal("You are X.", result.Chain!.SystemPrompt);
        Assert.Equal(2, result.Chain.Prompts.Count);
        Assert.StartsWith("prompts.txt:3:6: warning:", Assert.Single(result.Diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loops = 0", 2, 9, "loops must be a whole number from 1", "or endless")]
    [InlineData("loops = on", 2, 9, "or endless", "'on' was found")]
    [InlineData("lops = 2", 2, 8, "Unknown setting 'lops'", "Did you mean loops?")]
    [InlineData("feedback = on", 2, 12, "Unknown setting 'feedback'", "feedback-loop")]
    [InlineData("feedback-loop = yes", 2, 17, "feedback-loop must be on or off", "'yes'")]
    [InlineData("hyperparameters { temperature = 9 }", 2, 33, "temperature must be a number from 0 to 5", "'9'")]
    [InlineData("hyperparameters { temprature = 1 }", 2, 32, "Unknown setting 'temprature' in", "Did you mean temperature?")]
    [InlineData("hyperparameters { preset = wild }", 2, 28, "preset must be deterministic or stochastic", "'wild'")]
    [InlineData("hyperparameters = 3", 2, 19, "hyperparameters must be a block", "a text was found")]
    [InlineData("temperature = 1", 2, 15, "temperature belongs into hyperparameters", "")]
    [InlineData("random-hyperparameters { top_p = [0.9, 0.1] }", 2, 34, "top_p must be off or two numbers", "")]
    [InlineData("random-hyperparameters { top_k = [1, 2] }", 2, 34, "Unknown setting 'top-k' in random-hyperparameters", "")]
    [InlineData("engine { threads = 0 }", 2, 20, "threads (when not auto) must be a whole number from 1 to 1024", "")]
    [InlineData("engine { flash-attention = maybe }", 2, 28, "auto, on or off", "")]
    [InlineData("on-error = next", 2, 12, "on-error must be next-step, next-model or stop", "'next'")]
    [InlineData("on-overflow = drop-oldest", 2, 15, "fail, drop-oldest-feedback or stop", "")]
    [InlineData("stop { response-matches = \"(\" }", 2, 27, "not a regular expression", "")]
    [InlineData("stop { wall-time = 2 lightyears }", 2, 20, "wall-time", "a duration")]
    [InlineData("stop { steps = 0 }", 2, 16, "steps (when not off)", "")]
    [InlineData("stop { step = 1 }", 2, 15, "Unknown setting 'step' in stop", "Did you mean steps?")]
    [InlineData("health = not", 2, 10, "health must be off, note", "Did you mean note?")]
    [InlineData("health { repetitions = note }", 2, 24, "Unknown setting 'repetitions' in health", "Did you mean repetition?")]
    [InlineData("health { repetition { words = 3 } }", 2, 31, "words must be a whole number from 8 to 10000", "'3'")]
    [InlineData("health { circle { similarity = 2 } }", 2, 32, "similarity must be a number from 0.1 to 1", "'2'")]
    [InlineData("health { language-drift { language = klingon } }", 2, 38, "language must be auto, en", "'klingon'")]
    [InlineData("health { inject-prompt = \"\" }", 2, 26, "inject-prompt must be a text", "empty")]
    [InlineData("run-code-automatically = on", 2, 26, "Write run-code = on", "")]
    [InlineData("stop-condition = on", 2, 18, "stop { output-not-empty = on }", "")]
    [InlineData("prompts-pdf = x.pdf", 2, 15, "The chain has prompts and prompts-pdf", "")]
    [InlineData("system-prompt-file = nothing.txt", 2, 22, "'nothing.txt' cannot be read", "it does not exist.")]
    [InlineData("prompts-file = prompts.txt", 2, 16, "only one of them", "")]
    [InlineData("name = x, name_ = y", 2, 19, "Unknown setting", "")]
    [InlineData("loops = 1, seed = 3, hyperparameters { seed = 4 }", 2, 19, "seed is 3 here and 4 in hyperparameters", "")]
    [InlineData("reset-model = on, reset_model = off", 2, 33, "a second time", "")]
    public void A_mistake_is_an_error_with_its_place_and_what_is_allowed(string setting, int line, int column, string part,
        string second)
    {
        var result = Read($"chain {{ models = m, prompts = [p]\n{setting}\n}}");

        var error = Assert.Single(result.Diagnostics, found => found.IsError);
        Assert.Null(result.Chain);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(second, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void A_health_block_has_an_action_or_a_block_for_each_detector()
    {
        var health = Read("""
            chain { models = m, prompts = [p], feedback-loop = on, health {
              repetition = skip, near_duplicate { action = raise-temperature, similarity = 0.9 }, collapse { in-a-row = 5 }
              language-drift { action = stop, language = pt }, reseed-attempts = 4
            } }
            """).Chain!.Health;

        Assert.Equal(
            [HealthAction.Skip, HealthAction.RaiseTemperature, HealthAction.Off, HealthAction.Off, HealthAction.Stop],
            Enum.GetValues<HealthDetector>().Select(health.ActionOf));
        Assert.Equal((0.9, 5, "pt", 4), (
            health.NearDuplicate.Similarity, health.Collapse.InARow, health.LanguageDrift.Language, health.ReseedAttempts));
        Assert.Equal(
            HealthSettings.Default.With(HealthAction.Note), Read("chain { models = m, prompts = [p], health = note }").Chain!.Health);
    }

    [Theory]
    [InlineData("", "The file has no chain")]
    [InlineData("chian { }", "Did you mean chain?")]
    [InlineData("loops = 2", "stands outside the chain")]
    [InlineData("chain = 3", "chain must be a block")]
    [InlineData("chain { prompts = [p] }", "The chain has no model")]
    [InlineData("chain { models = [], prompts = [p] }", "The chain has no model")]
    [InlineData("chain { models = [[m]], prompts = [p] }", "A model is a text or a block")]
    [InlineData("chain { models = [{ name = x }], prompts = [p] }", "no model = ")]
    [InlineData("chain { models = m, prompts { a = 1 } }", "prompts must be a text or a list of texts")]
    [InlineData("chain { models = m", "chain.conf")]
    public void A_file_that_is_no_chain_says_so_in_one_error(string text, string part)
    {
        var error = Assert.Single(Read(text).Diagnostics, found => found.IsError);

        Assert.Contains(part, error.ToString(), StringComparison.Ordinal);
        Assert.True(error.Line > 0);
    }

    [Fact]
    public void All_mistakes_are_found_in_one_go() =>
        Assert.Equal(
            3, Read("chain { models = m, prompts = [p]\nlops = 1\nfeedback-loop = 7\nstop { steps = -1 } }").Diagnostics.Length);

    [Fact]
    public void Wrong_braces_are_reported_at_their_place_and_the_chain_runs_all_the_same()
    {
        var result = Read("chain {\n  models = m\n  prompts = \"\"\"\n    A\n    {top_k=x} B\n  \"\"\"\n}");

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((5, 6), (error.Line, error.Column));
        Assert.True(error.IsError);
        Assert.NotNull(result.Chain!.Prompts.Items[1].Problem);
        Assert.Null(result.Chain.Prompts.Items[0].Problem);
    }

    [Fact]
    public void Findings_in_a_text_with_escapes_stand_at_the_text_because_its_lines_are_not_those_of_the_file()
    {
        var result = Read("chain {\n  models = m\n  prompts = \"A\\n{top_k=x} B\"\n}");

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((3, 13), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("cumulative-response = on", "cumulative-response has no effect", 2, 23)]
    [InlineData("hyperparameters { temperature = 0.8 }", "temperature 0.8 has no effect, because tfs_z 0, top_p 0, "
        + "min_p 1, typical_p 0", 2, 1)]
    [InlineData("shuffle-models = on", "3 different models", 2, 18)]
    [InlineData("single-response-per-model = on, responses = 2", "responses has no effect", 2, 45)]
    public void Settings_without_effect_are_warnings(string setting, string part, int line, int column)
    {
        var result = Read($"chain {{ models = m, prompts = [p]\n{setting}\n}}");

        var warning = Assert.Single(result.Diagnostics);
        Assert.NotNull(result.Chain);
        Assert.Contains(part, warning.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (warning.Line, warning.Column));
    }

    [Fact]
    public void A_text_with_separators_as_system_prompt_warns_that_only_one_part_is_used()
    {
        var result = Read("chain { models = m, prompts = [p], system-prompt = \"\"\"\n  A\n  $$$\n  B\n  $$$\n\"\"\" }");

        Assert.Equal("A", result.Chain!.SystemPrompt);
        Assert.Contains("1 more part is left out", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_file_in_the_original_syntax_is_a_chain_that_only_lacks_models()
    {
        var chain = ChainDefinition.FromPromptText("[P]\nA\n$$$\nB\n$$$", "/home/x/poet.txt");

        Assert.Equal(["P\n\nA", "P\n\nB"], chain.Prompts.Items.Select(item => item.Text));
        Assert.Equal("poet.txt", chain.Name);
        Assert.Contains("--model", Assert.Single(ChainCheck.Of(chain, "poet.txt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damaged_file_makes_the_reader_throw() =>
        Properties.Hold(
            Properties.TextsOf(
                25, "chain", " { ", " } ", "models", " = ", "m", "prompts", "[", "]", "\"", "\"\"\"", "\n", ",", "loops", "2", "on",
                "engine", "hyperparameters", "stop", "temperature", "random-hyperparameters", "{x", "$$$", "0.1", "#", "${a}",
                "seed"),
            text => Read(text) is { } result && (result.Chain is not null || result.HasErrors),
            2000);
}
