using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Sessions;

/// <summary>
/// Responses and turns that end early, and feedback that is shortened: what counts, and what the next step sees.
/// </summary>
public class SkipAndTrimTests
{
    [Fact]
    public void A_skipped_model_loses_the_rest_of_its_turn()
    {
        var session = SimulatedSession.Begin(TestChains.Of("a b", "1", "2") with { Responses = RepeatCount.Of(2) }).Run(1);
        session.Write((sequence, at) => new ModelSkipped(sequence, at, new StepPosition(1, 1, 1, 2), "a"));
        session.Run();

        Assert.Equal(
            ["L1.M1.R1.P1", "L1.M2.R1.P1", "L1.M2.R1.P2", "L1.M2.R2.P1", "L1.M2.R2.P2"],
            session.Events.OfType<ResponseCommitted>().Select(committed => committed.Position.StepId));
    }

    [Fact]
    public void A_skipped_response_counts_and_becomes_the_feedback()
    {
        var session = SimulatedSession.Begin(TestChains.Of("a", "1", "2") with { FeedbackLoop = true });
        var run = (RunStep)SessionDecisions.Next(session.State, Plan.Create(session.State.Chain!, 42), StopClock.Zero);
        session.Write(run.ToEvent);
        session.Write((sequence, at) => new ResponseCommitted(
            sequence, at, run.Step.Position, 1, "half", 1, 1, 1, 1, ResponseStopReason.SkippedByUser));
        session.Run();

        Assert.Equal("half", session.Events.OfType<StepStarted>().Last().PreviousResponse);
        Assert.Equal(2, session.State.StepsAnswered);
    }

    [Fact]
    public void A_response_that_is_skipped_before_its_first_word_leaves_the_feedback_as_it_was()
    {
        var chain = TestChains.Of("a", "1", "2") with { FeedbackLoop = true, PreviousResponse = "before" };
        var session = SimulatedSession.Begin(chain);
        var run = (RunStep)SessionDecisions.Next(session.State, Plan.Create(session.State.Chain!, 42), StopClock.Zero);
        session.Write(run.ToEvent);
        session.Write((sequence, at) => new ResponseCommitted(
            sequence, at, run.Step.Position, 1, "", 1, 0, 1, 0, ResponseStopReason.SkippedByUser));
        session.Run();

        Assert.Equal("before", session.Events.OfType<StepStarted>().Last().PreviousResponse);
    }

    [Fact]
    public void An_interrupted_response_is_kept_but_its_step_is_repeated()
    {
        var chain = TestChains.Of("a", "1", "2") with { FeedbackLoop = true };
        var session = SimulatedSession.Begin(chain);
        var run = (RunStep)SessionDecisions.Next(session.State, Plan.Create(chain, 42), StopClock.Zero);
        session.Write(run.ToEvent);
        session.Write((sequence, at) => new StopRequested(sequence, at, true, "ctrl-c"));
        session.Write((sequence, at) => new ResponseCommitted(
            sequence, at, run.Step.Position, 1, "half", 1, 1, 1, 1, ResponseStopReason.Interrupted));
        session.Run();
        Assert.Equal(SessionStopReason.UserNow, session.State.LastStop!.Reason);
        Assert.Equal(0, session.State.StepsAnswered);

        session.Resume().Run();

        Assert.Equal(SimulatedSession.Begin(chain).Run().StableTranscript, session.StableTranscript);
    }

    [Fact]
    public void Trimmed_feedback_is_what_the_step_sees_and_what_cumulates_further()
    {
        var chain = TestChains.Of("a", "1", "2", "3") with { FeedbackLoop = true, CumulativeResponse = true,
            PreviousResponse = "0123456789" };
        var session = new SimulatedSession { Responding = _ => "R" }.Started(chain);
        session.Write((sequence, at) => new FeedbackTrimmed(sequence, at, new StepPosition(1, 1, 1, 1), 7, 3));
        session.Run();

        Assert.Equal(["789", "789\n\nR", "789\n\nR\n\nR"], session.Events.OfType<StepStarted>().Select(started =>
            started.PreviousResponse));
        Assert.Equal([7, 0, 0], session.Events.OfType<StepStarted>().Select(started => started.PreviousTrimmedCharacters));
    }
}
