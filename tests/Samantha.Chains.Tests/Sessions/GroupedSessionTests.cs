using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Sessions;

/// <summary>Sessions whose steps are grouped by model, from their first event to their last.</summary>
public class GroupedSessionTests
{
    private static readonly ChainDefinition s_chain = TestChains.WithPromptText("a b a c", "one\ntwo partial_text") with
    {
        Schedule = Schedule.Auto, Loops = RepeatCount.Of(3), Responses = RepeatCount.Of(2),
    };

    [Fact]
    public void In_the_order_of_the_plan_the_results_are_those_of_the_written_order()
    {
        var grouped = SimulatedSession.Begin(s_chain).Run();
        var written = SimulatedSession.Begin(s_chain with { Schedule = Schedule.AsWritten }).Run();

        Assert.NotEqual(written.StableTranscript, grouped.StableTranscript);
        Assert.Equal(written.StableTranscript, InPlanOrder(grouped));
        Assert.Equal(SessionStatus.Finished, grouped.State.Status);
    }

    [Fact]
    public void Wherever_it_is_interrupted_it_resumes_to_the_same_results()
    {
        var whole = SimulatedSession.Begin(s_chain).Run();
        for (var events = 1; events < whole.Events.Count; events++)
        {
            Assert.Equal(whole.StableTranscript, whole.CrashAfter(events).Run().StableTranscript);
        }
    }

    [Fact]
    public void A_step_out_of_the_grouped_order_is_no_journal_of_this_session()
    {
        var session = SimulatedSession.Begin(s_chain).Run(decisionsMax: 30);
        var settled = session.State.LastSettled!.Position;

        Assert.True(settled.Model > 1, "the second model is at work");
        Assert.Throws<SessionInvariantException>(() => session.Write((n, at) =>
            new ModelSkipped(n, at, new StepPosition(3, 1, 2, 2), "a")));
    }

    [Fact]
    public void A_skipped_model_leaves_out_all_that_is_left_of_it_and_no_other_model()
    {
        var session = SimulatedSession.Begin(s_chain).Run(decisionsMax: 2);
        session.Write((n, at) => new ModelSkipped(n, at, new StepPosition(1, 1, 2, 1), "a"));
        session.Run();

        var answered = session.Events.OfType<ResponseCommitted>().ToLookup(e => e.Position.Model);
        Assert.Equal([2, 12, 12, 12], new[] { 1, 2, 3, 4 }.Select(model => answered[model].Count()));
    }

    [Fact]
    public void A_model_that_fails_loses_the_same_turns_as_in_the_written_order()
    {
        static StepFailureReason? Failing(RunStep run) =>
            run.Step.Position is { Model: 2, Loop: 2 } ? StepFailureReason.ModelLoadFailed : null;

        var grouped = new SimulatedSession { Failing = Failing }.Started(s_chain).Run();
        var written = new SimulatedSession { Failing = Failing }.Started(s_chain with { Schedule = Schedule.AsWritten }).Run();

        Assert.Equal(written.StableTranscript, InPlanOrder(grouped));
    }

    [Fact]
    public void A_model_that_fails_in_every_loop_does_not_keep_the_others_from_theirs()
    {
        var chain = TestChains.Of("bad good", "x") with { Schedule = Schedule.Auto, Loops = RepeatCount.Of(150) };
        var session = new SimulatedSession
        {
            Failing = run => run.Step.Model.Name == "bad" ? StepFailureReason.ModelNotFound : null,
        }.Started(chain).Run();

        Assert.Equal((SessionStatus.Finished, 150L, 100L), (session.State.Status, session.State.StepsAnswered, session.State.StepsFailed));
    }

    [Fact]
    public void When_the_last_model_fails_in_every_loop_the_session_stops_and_can_be_resumed()
    {
        var chain = TestChains.Of("good bad", "x") with { Schedule = Schedule.Auto, Loops = RepeatCount.Of(150) };
        var isBroken = true;
        var session = new SimulatedSession
        {
            Failing = run => isBroken && run.Step.Model.Name == "bad" ? StepFailureReason.ModelNotFound : null,
        }.Started(chain).Run();
        Assert.Equal(SessionStopReason.Error, session.State.LastStop?.Reason);

        isBroken = false;
        session.Resume().Run();

        Assert.Equal((SessionStatus.Finished, 150L + 51), (session.State.Status, session.State.StepsAnswered));
    }

    private static string InPlanOrder(SimulatedSession session)
    {
        var stretches = session.Events.Skip(1).Where(e => e is not SessionFinished).Aggregate(
            new List<List<SessionEvent>>(), (lists, next) =>
            {
                if (StepOfEvent.Find(SessionEventJson.Serialize(next)) is { } step
                    && (lists.Count == 0 || StepOfEvent.Find(SessionEventJson.Serialize(lists[^1][0]))!.Value.Model != step.Model))
                {
                    lists.Add([]);
                }

                lists[^1].Add(next);
                return lists;
            });
        var events = PlanOrderMerge.Merge(stretches, e => StepOfEvent.Find(SessionEventJson.Serialize(e)));
        return string.Join('\n', TranscriptWriter.Lines(events, TranscriptOptions.Stable));
    }
}
