using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Sessions;

/// <summary>A pause changes nothing but the time, and a replaced previous response holds for the steps that begin after it.</summary>
public class PauseTests
{
    private static readonly ChainDefinition s_chain = TestChains.Of("a b", "1", "2") with
    {
        FeedbackLoop = true, CumulativeResponse = true, Loops = RepeatCount.Of(2),
    };

    [Fact]
    public void A_session_that_is_paused_after_each_decision_ends_with_the_transcript_of_one_that_never_was()
    {
        var paused = SimulatedSession.Begin(s_chain);
        while (paused.Run(1).State.StepsAnswered < 8)
        {
            Pause(paused);
            Assert.Equal(paused.Events.Count, paused.Run().Events.Count);
            Continue(paused);
        }

        Pause(paused); // After the last step: a session at the end of its plan is finished.
        paused.Run();

        Assert.Equal(SimulatedSession.Begin(s_chain).Run().StableTranscript, paused.StableTranscript);
    }

    [Fact]
    public void A_step_that_is_cut_short_by_a_pause_begins_again_with_the_same_seed()
    {
        var session = SimulatedSession.Begin(s_chain);
        Begin(session);
        Pause(session);
        Continue(session);
        session.Run();

        StepStarted[] starts = [.. session.Events.OfType<StepStarted>().Take(2)];
        Assert.Equal((1, 2), (starts[0].Attempt, starts[1].Attempt));
        Assert.Equal((starts[0].Position, starts[0].Seed), (starts[1].Position, starts[1].Seed));
        Assert.Equal(SimulatedSession.Begin(s_chain).Run().StableTranscript, session.StableTranscript);
    }

    [Fact]
    public void A_session_killed_in_its_pause_goes_on_when_it_is_resumed()
    {
        var session = SimulatedSession.Begin(s_chain).Run(3);
        Pause(session);

        var resumed = session.CrashAfter(session.Events.Count);

        Assert.False(resumed.State.IsPaused);
        Assert.Equal(SimulatedSession.Begin(s_chain).Run().StableTranscript, resumed.Run().StableTranscript);
    }

    [Fact]
    public void Time_in_a_pause_does_not_count_however_it_ends()
    {
        var state = SessionState.Empty;
        Apply(n => new SessionStarted(n, At(0), "s", ChainJson.Serialize(s_chain), "f", 1, "1"));
        Apply(n => new PauseRequested(n, At(10), "test"));
        Assert.Equal(10, state.Elapsed(At(100)).TotalSeconds);
        Apply(n => new SessionContinued(n, At(100), "test"));
        Assert.Equal(15, state.Elapsed(At(105)).TotalSeconds);
        Apply(n => new PauseRequested(n, At(110), "test"));
        Apply(n => new PreviousResponseReplaced(n, At(115), "x", "test"));
        Apply(n => new SessionResumed(n, At(200), "1"));
        Assert.Equal(21, state.Elapsed(At(201)).TotalSeconds);
        Apply(n => new PauseRequested(n, At(210), "test"));
        Apply(n => new StopRequested(n, At(250), false, "test"));
        Apply(n => new SessionStopped(n, At(251), SessionStopReason.UserAfterStep, "stopped"));
        Assert.Equal(30, state.Elapsed(At(999)).TotalSeconds);

        void Apply(Func<long, SessionEvent> make) => state = state.Apply(make(state.LastSequence + 1));
    }

    [Theory]
    [InlineData(true, SessionStopReason.UserNow)]
    [InlineData(false, SessionStopReason.UserAfterStep)]
    public void A_stop_ends_a_paused_session_at_once(bool now, SessionStopReason reason)
    {
        var session = SimulatedSession.Begin(s_chain);
        Begin(session);
        Pause(session);
        session.Write((sequence, at) => new StopRequested(sequence, at, now, "test"));
        session.Run();

        Assert.Equal(reason, session.State.LastStop!.Reason);
        Assert.Equal(0, session.State.StepsAnswered);
        Assert.Equal(SimulatedSession.Begin(s_chain).Run().StableTranscript, session.Resume().Run().StableTranscript);
    }

    [Fact]
    public void A_replaced_previous_response_is_what_the_next_step_sees_and_what_cumulates_further()
    {
        var session = new SimulatedSession { Responding = _ => "R" }.Started(s_chain).Run(2);
        Replace(session, "mine");
        session.Run();

        Assert.Equal(["", "\n\nR", "mine", "mine\n\nR"], Previous(session).Take(4));
    }

    [Fact]
    public void A_replacement_during_a_step_holds_for_the_step_after_it()
    {
        var session = new SimulatedSession { Responding = _ => "R" }.Started(s_chain);
        Begin(session);
        Replace(session, "mine");
        Assert.Equal("mine", session.State.ReplacementToCome);
        session.Run();

        Assert.Equal(["", "", "mine", "mine\n\nR"], Previous(session).Take(4));
    }

    [Fact]
    public void A_replacement_before_the_code_of_a_response_has_run_is_not_lost_to_its_output()
    {
        var chain = TestChains.Of("a", "1", "2") with { FeedbackLoop = true, RunCode = true };
        var session = new SimulatedSession { Responding = _ => "```python\nprint(1)\n```" }.Started(chain).Run(1);
        Assert.NotNull(session.State.PendingCode);
        Replace(session, "mine");
        session.Run();

        Assert.Equal("mine", session.Events.OfType<StepStarted>().Last().PreviousResponse);
    }

    [Fact]
    public void Without_a_feedback_loop_a_replacement_stays_for_all_steps_to_come()
    {
        var chain = s_chain with { FeedbackLoop = false, PreviousResponse = "chain" };
        var session = SimulatedSession.Begin(chain).Run(2);
        Replace(session, "mine");
        session.Run();

        Assert.Equal(["chain", "chain", "mine", "mine", "mine"], Previous(session).Take(5));
    }

    [Fact]
    public void A_replacement_survives_a_crash_after_any_event()
    {
        var whole = SimulatedSession.Begin(s_chain);
        Begin(whole);
        Replace(whole, "mine");
        whole.Run();

        Assert.All(
            Enumerable.Range(3, whole.Events.Count - 2),
            events => Assert.Equal(whole.StableTranscript, whole.CrashAfter(events).Run().StableTranscript));
    }

    private static IEnumerable<string> Previous(SimulatedSession session) =>
        session.Events.OfType<StepStarted>().Select(started => started.PreviousResponse);

    private static DateTimeOffset At(double seconds) => SimulatedSession.Start.AddSeconds(seconds);

    private static void Begin(SimulatedSession session) => session.Write(((RunStep)SessionDecisions.Next(
        session.State, Plan.Create(session.State.Chain!, session.State.BaseSeed), StopClock.Zero)).ToEvent);

    private static void Pause(SimulatedSession session)
    {
        if (session.State.Status == SessionStatus.Running)
        {
            session.Write((sequence, at) => new PauseRequested(sequence, at, "test"));
        }
    }

    private static void Continue(SimulatedSession session) =>
        session.Write((sequence, at) => new SessionContinued(sequence, at, "test"));

    private static void Replace(SimulatedSession session, string text) =>
        session.Write((sequence, at) => new PreviousResponseReplaced(sequence, at, text, "test"));
}
