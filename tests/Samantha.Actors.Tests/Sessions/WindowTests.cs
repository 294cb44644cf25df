using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>The context window with the real engine's tokens: a cumulative chain runs into it again and again.</summary>
public class WindowTests
{
    [Theory(Timeout = 180_000)]
    [InlineData("drop-oldest-feedback", 120)]
    [InlineData("fail", 60)]
    [InlineData("stop", 60)]
    public async Task What_is_sent_fits_or_an_event_says_what_was_left_out(string policy, int steps)
    {
        await using var program = ProgramUnderTest.WithRealEngine();

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain($$"""
            models = ["samantha-mini-q8_0"]
            prompts = ["Continue.", "Überrasche mich 🙂!", "What else?"]
            previous-response = "Once upon a time."
            loops = endless
            feedback-loop = on
            cumulative-response = on
            on-overflow = {{policy}}
            on-error = next-step
            stop { steps = {{steps}}, response-line = off, failures-in-a-row = 3 }
            hyperparameters { n_ctx = 256, max_tokens = 24, seed = 5 }
            """));

        SessionEvent[] events = [.. program.Journal(ended.Session)];
        string expected = "Once upon a time.";
        int dropped = 0;
        StepStarted? started = null;
        foreach (SessionEvent happened in events)
        {
            switch (happened)
            {
                case StepStarted step:
                    started = step;
                    Assert.Equal(expected[dropped..], step.PreviousResponse);
                    Assert.Equal(dropped, step.PreviousTrimmedCharacters);
                    break;
                case FeedbackTrimmed trimmed:
                    dropped += trimmed.DroppedCharacters;
                    break;
                case ResponseCommitted response:
                    Assert.InRange(response.PromptTokens, 1, response.ContextTokens!.Value - 1);
                    Assert.InRange(response.PromptTokens + response.ResponseTokens, 1, response.ContextTokens.Value);
                    Assert.InRange(response.PreviousTokens!.Value, 1, response.PromptTokens - 1);
                    expected = expected[dropped..] + "\n\n" + response.Text;
                    dropped = 0;
                    break;
                case StepFailed failed:
                    Assert.Equal(StepFailureReason.PromptTooLong, failed.Reason);
                    break;
            }
        }

        Assert.NotNull(started);
        Assert.Equal(policy == "drop-oldest-feedback", events.OfType<FeedbackTrimmed>().Any());
        Assert.Equal(policy == "drop-oldest-feedback", events.OfType<ResponseCommitted>().Count() == steps);
        Assert.Equal(policy == "stop" ? SessionStatusText.Failed : SessionStatusText.Stopped, ended.Status);
        Assert.True(program.News.OfType<StepPrefillProgressed>().All(news => news.PreviousTokens > 0));
    }
}
