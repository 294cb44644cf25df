using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Tests.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Transcripts;

public class TranscriptTests
{
    private static readonly DateTimeOffset s_at = SimulatedSession.Start;

    private static StepStarted Step(Hyperparameters? values = null) => new(
        2, s_at, new StepPosition(2, 1, 3, 4), 1, "samantha-mini", values ?? Hyperparameters.Default,
            77, "sys", "prev", "line 1\nline 2");

    private static string Render(TranscriptOptions options, params SessionEvent[] events) =>
        string.Join('\n', TranscriptWriter.Lines(events, options));

    [Fact]
    public void A_response_has_a_header_with_its_place_and_a_footer_with_its_counts() =>
        Assert.Equal(
            """


            ==========================================
            L2.M1.R3.P4  samantha-mini  (loop 2, model 1, round 3, prompt 4)
            ==========================================
            Hello.
            ---------- (161 tokens, prompt 34 tokens, 58.4s, end of turn)
            """.ReplaceLineEndings("\n"),
            Render(TranscriptOptions.Default, Step(), new ResponseCommitted(
                3, s_at, new StepPosition(2, 1, 3, 4), 1, "Hello.", 34, 161, 400, 58_000, ResponseStopReason.EndOfTurn)));

    [Fact]
    public void Settings_that_differ_are_named_and_the_seed_only_where_it_matters()
    {
        var stochastic = HyperparameterPresets.Stochastic.ApplyTo(Hyperparameters.Default) with { Seed = 77 };

        Assert.Contains(
            "temperature 0.8, tfs_z 1, top_p 0.95, min_p 0.05, typical_p 1, repeat_penalty 1.1, seed 77",
            TranscriptWriter.Header(Step(stochastic), TranscriptOptions.Default));
        Assert.Contains(
            "top_k 5", TranscriptWriter.Header(Step(Hyperparameters.Default with { TopK = 5, Seed = 77 }),
                TranscriptOptions.Default));
    }

    [Fact]
    public void Prompts_are_shown_when_asked_for()
    {
        var header = TranscriptWriter.Header(Step(), new TranscriptOptions(WithPrompts: true));

        Assert.Contains("system   > sys", header);
        Assert.Contains("previous > prev", header);
        Assert.Contains("prompt   > line 1", header);
        Assert.Contains("         > line 2", header);
    }

    [Fact]
    public void Failures_and_skips_are_visible()
    {
        var text = Render(
            TranscriptOptions.Stable, Step(),
            new StepFailed(3, s_at, new StepPosition(2, 1, 3, 4), 1, StepFailureReason.PromptTooLong, "22856 of 10016 tokens."),
            new ModelSkipped(4, s_at, new StepPosition(3, 1, 1, 1), "m"),
            new FeedbackTrimmed(5, s_at, new StepPosition(4, 1, 1, 1), 7, 3));

        Assert.Contains("---------- (failed: prompt too long: 22856 of 10016 tokens.)", text, StringComparison.Ordinal);
        Assert.Contains("---------- (model m skipped from L3.M1.R1.P1 on)", text, StringComparison.Ordinal);
        Assert.Contains("7 characters dropped", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_draw_stands_before_its_response_and_is_not_part_of_it()
    {
        var chain = TestChains.Of("m", "p") with { RandomHyperparameters = RandomRanges.Default };
        var session = SimulatedSession.Begin(chain).Run();
        var lines = TranscriptWriter.Lines(session.Events, TranscriptOptions.Stable).ToList();

        var random = lines.FindIndex(line => line.StartsWith("RANDOM: ", StringComparison.Ordinal));
        Assert.Equal("", lines[random + 1]);
        Assert.Equal(session.State.LastResponse, lines[random + 2]);
    }

    [Fact]
    public void A_transcript_without_timings_does_not_depend_on_the_clock_or_on_retries()
    {
        var position = new StepPosition(2, 1, 3, 4);
        ResponseCommitted Committed(double ms) => new(9, s_at, position, 1, "R", 1, 2, ms, ms, ResponseStopReason.StopWord);

        var slow = Render(
            TranscriptOptions.Stable, Step(), new StepFailed(3, s_at, position, 1, StepFailureReason.EngineCrashed, "x",
                WillRetry: true),
            Step() with { Attempt = 2 }, new SessionStopped(4, s_at, SessionStopReason.UserNow, "x"), new SessionResumed(5,
                s_at, "1"),
            Step() with { Attempt = 3 }, Committed(5000));

        Assert.Equal(Render(TranscriptOptions.Stable, Step(), Committed(1)), slow);
        Assert.EndsWith("---------- (2 tokens, prompt 1 tokens, stop word)", slow, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_come_one_event_at_a_time_however_long_the_session_is()
    {
        static IEnumerable<SessionEvent> Endless()
        {
            for (var sequence = 1L; ; sequence++)
            {
                yield return new ModelSkipped(sequence, s_at, new StepPosition(sequence, 1, 1, 1), "m");
            }
        }

        Assert.Equal(100_000, TranscriptWriter.Lines(Endless()).Take(100_000).Count());
    }
}
