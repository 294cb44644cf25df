using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>A session's own actor fails: it is restarted from its journal, and the log says why.</summary>
public class SupervisionTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_session_whose_actor_throws_goes_on_from_its_journal_and_loses_no_response()
    {
        var clock = new ClockThatBreaksOnce();
        using var log = new LogLines();
        await using var program = ProgramUnderTest.WithClockAndLog(clock, log, "--token-ms=30");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["one two three four", "five six seven eight", "nine ten"]
            """));
        await program.EventAsync<ResponseCommitted>();

        clock.BreakNext();
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        Assert.Equal(3, program.Responses(id).Length);
        Assert.Single(program.Journal(id).OfType<SessionResumed>());
        Assert.Contains(log.Lines, line => line.Contains(ClockThatBreaksOnce.Problem, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_session_that_was_asked_to_end_after_its_step_does_not_forget_it_when_its_actor_throws()
    {
        var clock = new ClockThatBreaksOnce();
        using var log = new LogLines();
        await using var program = ProgramUnderTest.WithClockAndLog(clock, log, "--token-ms=300");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["one two three four five six seven eight nine ten", "eleven", "twelve"]
            """));
        await program.NewsAsync<StepTextStreamed>();

        Assert.True((await program.System.CommandAsync(id, SessionCommand.StopAfterStep)).Accepted);
        clock.BreakNext();
        _ = program.System.ReplacePreviousAsync(id, "lost with the failure");
        SessionEnded ended = await program.EndAsync(id);

        Assert.Contains(log.Lines, line => line.Contains(ClockThatBreaksOnce.Problem, StringComparison.Ordinal));
        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        Assert.InRange(program.Responses(id).Length, 0, 1);
        Assert.Equal(
            SessionStopReason.UserAfterStep, Assert.Single(program.Journal(id).OfType<SessionStopped>()).Reason);
    }
}
