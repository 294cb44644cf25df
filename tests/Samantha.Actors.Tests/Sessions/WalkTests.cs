using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>A session from its first to its last step, with the real engine and the demonstration model.</summary>
public class WalkTests
{
    private const string Refine = """
        name = "Refine"
        models = ["samantha-mini-q8_0"]
        previous-response = "Love is a fire that warms the heart."
        prompts = ["Improve your previous response.", "Shorten your previous response."]
        loops = 2
        feedback-loop = on
        hyperparameters { n_ctx = 1024, max_tokens = 100 }
        """;

    [Fact(Timeout = 120_000)]
    public async Task Every_prompt_is_answered_in_plan_order_and_each_response_feeds_the_next_step()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Refine));

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        var events = program.Journal(ended.Session);
        Assert.Equal(
            ["L1.M1.R1.P1", "L1.M1.R1.P2", "L2.M1.R1.P1", "L2.M1.R1.P2"],
            events.OfType<ResponseCommitted>().Select(e => e.Position.StepId));
        var responses = program.Responses(ended.Session);
        Assert.Contains("deserves careful thought", responses[0], StringComparison.Ordinal);
        Assert.Equal(
            ["Love is a fire that warms the heart.", .. responses[..3]],
            events.OfType<StepStarted>().Select(e => e.PreviousResponse));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_model_that_is_loaded_serves_the_next_steps_without_a_reload()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Refine));

        Assert.Single(program.Journal(ended.Session).OfType<ModelLoaded>());
    }

    [Fact(Timeout = 120_000)]
    public async Task Models_take_turns_and_the_engine_is_replaced_between_them()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0", "samantha-mini-f16"]
            prompts = ["Who are you?"]
            hyperparameters { n_ctx = 1024, max_tokens = 40 }
            """));

        var events = program.Journal(ended.Session);
        Assert.Equal(["samantha-mini-q8_0", "samantha-mini-f16"], events.OfType<ModelLoaded>().Select(e => e.Model));
        Assert.Equal(2, program.Responses(ended.Session).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_shown_as_recorded_is_in_the_journal_already_and_in_its_order()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Refine));

        Assert.Equal(
            program.Journal(ended.Session).Select(SessionEventJson.Serialize),
            program.News.OfType<SessionEventRecorded>().Select(n => SessionEventJson.Serialize(n.Event)));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_streamed_text_of_a_step_is_its_response()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Refine));

        Assert.Equal(
            program.Responses(ended.Session),
            program.News.OfType<StepTextStreamed>()
                .GroupBy(n => n.Position)
                .Select(g => string.Concat(g.Select(n => n.TextDelta))));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_seeded_random_session_repeats_itself_and_its_loops_differ()
    {
        const string Warm = """
            models = ["samantha-mini-q8_0"]
            prompts = ["Write a poem about the sea."]
            loops = 3
            hyperparameters {
              n_ctx = 1024, max_tokens = 60, seed = 5
              temperature = 2, top_p = 1, min_p = 0, typical_p = 1, tfs_z = 1, top_k = 1000
            }
            """;
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionId first = (await program.RunAsync(ProgramUnderTest.Chain(Warm))).Session;
        SessionId second = (await program.RunAsync(ProgramUnderTest.Chain(Warm))).Session;

        Assert.Equal(program.Responses(first), program.Responses(second));
        Assert.Equal(3, program.Responses(first).Distinct().Count());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stop_rule_ends_an_endless_session_and_is_named_in_the_journal()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["one", "two"]
            loops = endless
            stop { steps = 7 }
            """));

        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        Assert.Equal(7, program.Responses(ended.Session).Length);
        Assert.Equal(SessionStopReason.StopRule, program.Journal(ended.Session).OfType<SessionStopped>().Single().Reason);
    }
}
