using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Tui.Sessions.Watching;

namespace Samantha.Tui.Tests.Sessions;

public sealed class LiveTextsTests
{
    private static readonly SessionId s_session = SessionId.Parse("20261122-1004-refine-k3f9");
    private static readonly StepPosition s_step = new(1, 1, 1, 1);

    [Theory]
    [InlineData("The sky is", "is blue", "The sky is blue")]
    [InlineData("aaaa", "aab", "aaaab")]
    [InlineData("abab", "ababab", "ababab")]
    [InlineData("The sky is blue", "sky", "The sky is blue")]
    [InlineData("", "late", " … late")]
    [InlineData("early", "late", "early … late")]
    [InlineData("early", "", "early")]
    public void A_text_that_was_joined_late_continues_what_was_saved(string saved, string seen, string expected) =>
        Assert.Equal(expected, LiveTexts.Join(saved, seen));

    [Fact]
    public void The_text_of_a_step_goes_with_its_step()
    {
        var texts = new LiveTexts();
        texts.Take(new StepTextStreamed(s_session, s_step, 1, "Hello ", 1));
        texts.Take(new StepTextStreamed(s_session, s_step, 1, "there", 2));
        Assert.Equal("Hello there", texts.TextOf(s_session, s_step, 1, saved: null));
        Assert.Equal("saved", texts.TextOf(s_session, s_step, attempt: 2, saved: "saved"));
        texts.Take(new SessionGone(s_session));
        Assert.Equal("", texts.TextOf(s_session, s_step, 1, saved: null));
    }

    [Theory]
    [InlineData(60, 2, 6L, 120)]
    [InlineData(60, 6, 6L, 0)]
    public void What_is_left_follows_from_what_was_done(int elapsedSeconds, long settled, long? total, int leftSeconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(leftSeconds), Forecast.Left(TimeSpan.FromSeconds(elapsedSeconds), settled, total));

    [Fact]
    public void Nothing_is_forecast_for_endless_sessions_and_before_the_first_step()
    {
        Assert.Null(Forecast.Left(TimeSpan.FromMinutes(1), 5, null));
        Assert.Null(Forecast.Left(TimeSpan.FromMinutes(1), 0, 5));
        Assert.Null(Forecast.Left(TimeSpan.FromDays(300), 1, 1_000));
    }
}
