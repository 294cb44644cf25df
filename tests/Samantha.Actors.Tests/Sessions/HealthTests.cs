using Samantha.Actors.Sessions;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Health;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>A response that only repeats itself is ended while it is written, always at the same place.</summary>
public class HealthTests
{
    private const int WindowTokens = 1024;

    private static readonly string s_loop = string.Concat(Enumerable.Repeat("The river is wide and the river is slow. ", 200));

    [Theory(Timeout = 120_000)]
    [InlineData("skip", HealthAction.Skip)]
    [InlineData("raise-temperature", HealthAction.RaiseTemperature)]
    public async Task A_loop_is_cut_long_before_it_fills_the_window(string written, HealthAction action)
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--reply=" + s_loop, "--token-ms=1");

        SessionEnded ended = await program.RunAsync(Chain(written));

        var events = program.Journal(ended.Session);
        ResponseCommitted response = events.OfType<ResponseCommitted>().First();
        HealthFinding finding = events.OfType<HealthFinding>().First();
        Assert.Equal(ResponseStopReason.CutByDetector, response.StopReason);
        Assert.InRange(response.ResponseTokens, 40, WindowTokens / 4);
        Assert.Equal((HealthDetector.Repetition, action), (finding.Detector, finding.Action));
        Assert.Equal(response.Sequence, finding.Sequence + 1);
    }

    [Fact(Timeout = 120_000)]
    public async Task However_fast_the_engine_is_the_same_response_is_cut_at_the_same_place()
    {
        var texts = new List<string>();
        foreach (string pace in new[] { "--token-ms=0", "--token-ms=3" })
        {
            await using var program = ProgramUnderTest.WithScriptedEngine("--reply=" + s_loop, pace);
            SessionEnded ended = await program.RunAsync(Chain("skip"));
            texts.AddRange(program.Responses(ended.Session));
        }

        Assert.Equal(4, texts.Count);
        Assert.Single(texts.Distinct());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_note_lets_the_response_go_on_to_its_end()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--reply=" + s_loop);

        SessionEnded ended = await program.RunAsync(Chain("note"));

        var events = program.Journal(ended.Session);
        Assert.All(events.OfType<ResponseCommitted>(), r => Assert.Equal(ResponseStopReason.ContextFull, r.StopReason));
        Assert.NotEmpty(events.OfType<HealthFinding>());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_rejected_response_is_answered_again_and_the_session_can_be_resumed_after_a_stop()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--reply=" + s_loop);

        SessionEnded ended = await program.RunAsync(Chain("reseed"));

        ResponseCommitted[] responses = [.. program.Journal(ended.Session).OfType<ResponseCommitted>()];
        Assert.Equal(
            [
                ResponseStopReason.RejectedByDetector, ResponseStopReason.RejectedByDetector, ResponseStopReason.CutByDetector,
                ResponseStopReason.RejectedByDetector, ResponseStopReason.RejectedByDetector, ResponseStopReason.CutByDetector,
            ],
            responses.Select(response => response.StopReason));
        Assert.Equal(2, ended.Steps);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_session_stops_with_a_reason_of_its_own()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--reply=" + s_loop);

        SessionEnded ended = await program.RunAsync(Chain("stop"));

        SessionStopped stopped = Assert.Single(program.Journal(ended.Session).OfType<SessionStopped>());
        Assert.Equal(SessionStopReason.Health, stopped.Reason);
        Assert.Contains("repetition", ended.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_loop_of_a_real_model_is_cut_at_a_token_and_at_the_same_one_every_time()
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        ResponseCommitted whole = await EndlessAsync(program, "note");
        ResponseCommitted cut = await EndlessAsync(program, "skip");
        ResponseCommitted again = await EndlessAsync(program, "skip");

        Assert.Equal(ResponseStopReason.ContextFull, whole.StopReason);
        Assert.Equal((ResponseStopReason.CutByDetector, ResponseStopReason.CutByDetector), (cut.StopReason, again.StopReason));
        Assert.Equal((cut.Text, cut.TokenIds), (again.Text, again.TokenIds));
        Assert.InRange(cut.ResponseTokens, 40, whole.ResponseTokens / 2);
        Assert.Equal(cut.ResponseTokens, cut.TokenIds!.Split(' ').Length);
        Assert.StartsWith(cut.Text, whole.Text, StringComparison.Ordinal);
        Assert.StartsWith(cut.TokenIds + " ", whole.TokenIds, StringComparison.Ordinal);
    }

    // Without the tokens that end a turn the demonstration model says the last line of its poem until the window is full.
    private static async Task<ResponseCommitted> EndlessAsync(ProgramUnderTest program, string action)
    {
        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain($$"""
            models = ["samantha-mini-q8_0"]
            prompts = ["Escreva um poema sobre o mar."]
            health { repetition = {{action}} }
            hyperparameters { n_ctx = {{WindowTokens}}, max_tokens = 0, logit_bias = ["#2045=-inf", "#2046=-inf", "#2047=-inf"] }
            """));
        return Assert.Single(program.Journal(ended.Session).OfType<ResponseCommitted>());
    }

    private static Samantha.Chains.ChainFiles.ChainDefinition Chain(string action) => ProgramUnderTest.Chain($$"""
        models = ["samantha-mini-q8_0"]
        prompts = ["Tell me about the river.", "Go on."]
        feedback-loop = on
        health { repetition = {{action}} }
        hyperparameters { n_ctx = {{WindowTokens}}, max_tokens = 0 }
        """);
}
