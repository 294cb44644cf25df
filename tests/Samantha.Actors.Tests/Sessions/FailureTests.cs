using System.Diagnostics;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>Engines and files that fail: what the step says, and how the chain goes on.</summary>
public class FailureTests
{
    private const string TwoModels = """
        models = ["{0}", "samantha-mini-q8_0"]
        prompts = ["one", "two"]
        """;

    [Theory(Timeout = 120_000)]
    [InlineData("crash", "abort@decode", StepFailureReason.EngineCrashed)]
    [InlineData("garbage", "garbage@prefill", StepFailureReason.EngineCrashed)]
    public async Task An_engine_that_fails_once_is_replaced_and_the_step_is_answered(
        string name, string misbehaviour, StepFailureReason reason)
    {
        string folder = Directory.CreateTempSubdirectory("samantha-once-").FullName;
        string marker = Path.Combine(folder, name);
        await using (var program = ProgramUnderTest.WithScriptedEngineIn(folder, $"--do={misbehaviour}", $"--once={marker}"))
        {
            SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
                models = ["samantha-mini-q8_0"]
                prompts = ["one", "two"]
                """));

            Assert.Equal(SessionStatusText.Finished, ended.Status);
            StepFailed failure = Assert.Single(program.Journal(ended.Session).OfType<StepFailed>());
            Assert.True(failure.WillRetry);
            Assert.Equal(reason, failure.Reason);
            Assert.Equal(2, program.Responses(ended.Session).Length);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task A_signal_that_hits_the_real_engine_in_the_middle_of_a_response_costs_one_attempt(string signal)
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        const string Talk = """
            models = ["samantha-mini-q8_0"]
            prompts = ["Write a poem about the sea.", "Who are you?"]
            hyperparameters {
              n_ctx = 1024, max_tokens = 400, seed = 3
              temperature = 1, top_p = 1, min_p = 0, typical_p = 1, tfs_z = 1, top_k = 1000
            }
            """;
        SessionEnded calm = await program.RunAsync(ProgramUnderTest.Chain(Talk));

        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Talk));
        await program.NewsAsync<StepTextStreamed>(n => n.Session == id);
        Signal(await program.EngineProcessAsync(), signal);
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        Assert.Equal(program.Responses(calm.Session), program.Responses(id));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("next-step", new[] { "L1.M1.R1.P1", "L1.M1.R1.P3", "L1.M2.R1.P1", "L1.M2.R1.P3" })]
    [InlineData("next-model", new[] { "L1.M1.R1.P1", "L1.M2.R1.P1" })]
    [InlineData("stop", new[] { "L1.M1.R1.P1" })]
    public async Task The_chain_goes_on_after_a_failed_step_as_its_policy_says(string onError, string[] answered)
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain($$"""
            models = ["samantha-mini-q8_0", { model = "samantha-mini-q8_0", name = "again" }]
            prompts = [one, "!fail-7@prefill", three]
            on-error = {{onError}}
            """));

        Assert.Equal(answered, Answered(program, ended.Session));
        Assert.Equal(onError == "stop" ? SessionStatusText.Failed : SessionStatusText.Finished, ended.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_missing_model_fails_by_name_and_the_others_go_on()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Format(TwoModels, "no-such-model")));

        StepFailed failure = Assert.Single(program.Journal(ended.Session).OfType<StepFailed>());
        Assert.Equal(StepFailureReason.ModelNotFound, failure.Reason);
        Assert.Contains("no-such-model", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, program.Responses(ended.Session).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_text_file_that_calls_itself_a_model_never_reaches_an_engine()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        Directory.CreateDirectory(program.ModelsFolder);
        await File.WriteAllTextAsync(Path.Combine(program.ModelsFolder, "letter.gguf"), "Dear reader, this is not a model.");

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = [letter]
            prompts = [one]
            """));

        StepFailed failure = Assert.Single(program.Journal(ended.Session).OfType<StepFailed>());
        Assert.Equal(StepFailureReason.ModelLoadFailed, failure.Reason);
        Assert.Null((await program.System.ModelStatusAsync()).EngineProcessId);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_prompt_longer_than_the_window_fails_with_both_figures()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        string words = string.Concat(Enumerable.Repeat("word ", 1000));

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain($$"""
            models = ["samantha-mini-q8_0"]
            prompts = ["{{words}}", "Who are you?"]
            on-error = next-step
            hyperparameters { n_ctx = 512, max_tokens = 40 }
            """));

        StepFailed failure = Assert.Single(program.Journal(ended.Session).OfType<StepFailed>());
        Assert.Equal(StepFailureReason.PromptTooLong, failure.Reason);
        Assert.Contains("512", failure.Message, StringComparison.Ordinal);
        Assert.Single(program.Responses(ended.Session));
    }

    [Fact(Timeout = 120_000)]
    public async Task Feedback_that_outgrows_the_window_loses_its_oldest_part_and_the_journal_says_how_much()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["Write a poem about the sea.", "Write a paragraph about music."]
            loops = 6
            feedback-loop = on
            cumulative-response = on
            on-overflow = drop-oldest-feedback
            hyperparameters { n_ctx = 256, max_tokens = 60 }
            """));

        var events = program.Journal(ended.Session);
        Assert.Equal(12, program.Responses(ended.Session).Length);
        Assert.Empty(events.OfType<StepFailed>());
        Assert.NotEmpty(events.OfType<FeedbackTrimmed>());
        Assert.All(events.OfType<ResponseCommitted>(), r => Assert.InRange(r.PromptTokens + r.ResponseTokens, 1, 256));
    }

    private static IEnumerable<string> Answered(ProgramUnderTest program, SessionId id) =>
        program.Journal(id).OfType<ResponseCommitted>().Select(r => r.Position.StepId);

    private static string Format(string format, string argument) => string.Format(CultureInfo.InvariantCulture, format, argument);

    private static void Signal(int processId, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
