using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Messages;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Sessions;

public class SessionTests
{
    private static readonly Gen<ChainDefinition> s_chains =
        from models in Gen.Elements("a", "a b", "a b c", "a b a c")
        from prompts in Gen.Elements("A", "A\nB", "[P]\nA\n{oops} B\nC", "A\n[[Join]]",
            "A\npartial_text so far\nfull_text\n[[Join]]")
        from loops in Gen.Choose(1, 3)
        from responses in Gen.Choose(1, 2)
        from feedback in Gen.Elements(true, false)
        from cumulative in Gen.Elements(true, false)
        from single in Gen.Elements(true, false, false)
        from shuffle in Gen.Elements(true, false)
        from random in Gen.Elements(true, false)
        from onError in Gen.Elements(OnError.NextModel, OnError.NextStep)
        select TestChains.WithPromptText(models, prompts) with
        {
            Loops = RepeatCount.Of(loops),
            Responses = RepeatCount.Of(responses),
            FeedbackLoop = feedback,
            CumulativeResponse = cumulative,
            SingleResponsePerModel = single,
            ShuffleModels = shuffle,
            RandomHyperparameters = random ? RandomRanges.Default : null,
            OnError = onError,
            PreviousResponse = "start",
        };

    [Fact]
    public void A_session_killed_after_any_event_ends_with_the_transcript_of_an_uninterrupted_one() =>
        Properties.Hold(s_chains, chain =>
        {
            var whole = SimulatedSession.Begin(chain).Run();
            return Enumerable.Range(1, whole.Events.Count)
                .All(events => whole.CrashAfter(events).Run().StableTranscript == whole.StableTranscript);
        }, 25);

    [Fact]
    public void A_session_that_is_stopped_after_steps_and_resumed_ends_with_the_same_transcript() =>
        Properties.Hold(s_chains, chain =>
        {
            var whole = SimulatedSession.Begin(chain).Run();
            var halting = SimulatedSession.Begin(chain);
            for (var made = 0; made < 1000 && halting.State.Status != SessionStatus.Finished; made++)
            {
                halting.Run(1);
                if (halting.State.Status == SessionStatus.Running)
                {
                    halting.Write((sequence, at) => new StopRequested(sequence, at, made % 2 == 0, "test"));
                    halting.Run(1);
                }

                if (halting.State.Status == SessionStatus.Stopped)
                {
                    halting.Resume();
                }
            }

            return halting.StableTranscript == whole.StableTranscript && halting.State.StepsAnswered == whole.State.StepsAnswered;
        }, 60);

    [Fact]
    public void A_session_without_failures_answers_every_step_of_its_plan_in_order() =>
        Properties.Hold(s_chains.Where(chain => chain.Prompts.Items.All(item => item.Problem is null)), chain =>
        {
            var session = SimulatedSession.Begin(chain).Run();
            var plan = Plan.Create(chain, 42);
            return session.State.Status == SessionStatus.Finished
                && session.Events.OfType<ResponseCommitted>().Select(committed => committed.Position)
                    .SequenceEqual(plan.From(plan.First).Select(step => step.Position));
        }, 100);

    [Fact]
    public void As_the_original_the_judge_sees_all_responses_before_it_when_they_cumulate()
    {
        var chain = TestChains.Of("judge m2 m3 judge", "1", "2", "3", "4") with
        {
            FeedbackLoop = true, CumulativeResponse = true, SingleResponsePerModel = true,
        };
        var session = new SimulatedSession { Responding = run => $"R{run.Step.Prompt.Number}" }.Started(chain).Run();

        Assert.Equal(
            ["", "\n\nR1", "\n\nR1\n\nR2", "\n\nR1\n\nR2\n\nR3"],
            session.Events.OfType<StepStarted>().Select(started => started.PreviousResponse));
    }

    [Fact]
    public void Without_feedback_every_step_sees_the_field() =>
        Assert.All(
            SimulatedSession.Begin(TestChains.Of("a b", "1", "2") with { PreviousResponse = "field" }).Run()
                .Events.OfType<StepStarted>(),
            started => Assert.Equal("field", started.PreviousResponse));

    [Fact]
    public void Full_text_holds_the_session_and_partial_text_the_round()
    {
        var chain = TestChains.WithPromptText("a", "A\np: partial_text\nf: full_text") with { Responses = RepeatCount.Of(2) };
        var count = 0;
        var session = new SimulatedSession { Responding = _ => $"[R{++count}]" }.Started(chain).Run();

        Assert.Equal(
            ["A", "p: [R1]", "f: [R1]\n\n[R2]", "A", "p: [R4]", "f: [R1]\n\n[R2]\n\n[R3]\n\n[R4]\n\n[R5]"],
            session.Events.OfType<StepStarted>().Select(started => started.Prompt));
    }

    [Fact]
    public void A_chain_that_does_not_use_full_text_keeps_no_text_of_the_session()
    {
        var session = SimulatedSession.Begin(TestChains.Of("a", "1") with { Loops = RepeatCount.Endless }).Run(500);

        Assert.Equal(500, session.State.StepsAnswered);
        Assert.Equal("", session.State.FullText + session.State.RoundText);
    }

    [Fact]
    public void A_session_text_that_grows_too_long_fails_the_step_by_name_instead_of_sending_less()
    {
        var chain = TestChains.WithPromptText("a", "A\n[[Join]]") with { Loops = RepeatCount.Of(3) };
        var half = new string('x', SessionState.FullTextCharactersMax / 2);
        var session = new SimulatedSession { Responding = _ => half }.Started(chain).Run();

        Assert.Equal(
            [StepFailureReason.FullTextTooLong, StepFailureReason.FullTextTooLong],
            session.Events.OfType<StepFailed>().Select(failed => failed.Reason));
    }

    [Theory]
    [InlineData(OnError.NextStep, "a1 a3 b1 b2 b3")]
    [InlineData(OnError.NextModel, "a1 b1 b2 b3")]
    [InlineData(OnError.Stop, "a1")]
    public void After_a_failure_the_chain_goes_on_by_its_policy(OnError policy, string answered)
    {
        var session = new SimulatedSession
        {
            Failing = run => run.Step.Model.Name == "a" && run.Step.Prompt.Text == "2" ? StepFailureReason.TemplateFailed : null,
        }.Started(TestChains.Of("a b", "1", "2", "3") with { OnError = policy }).Run();

        Assert.Equal(answered, string.Join(' ', session.Events.OfType<ResponseCommitted>()
            .Select(committed => "ab"[committed.Position.Model - 1] + $"{committed.Position.Prompt}")));
        Assert.Equal(policy == OnError.Stop ? SessionStatus.Stopped : SessionStatus.Finished, session.State.Status);
    }

    [Fact]
    public void A_model_that_cannot_be_loaded_loses_its_whole_turn_even_with_next_step()
    {
        var session = new SimulatedSession { Failing = run => run.Step.Model.Name == "a" ? StepFailureReason.ModelLoadFailed
            : null }
            .Started(TestChains.Of("a b", "1", "2") with { OnError = OnError.NextStep }).Run();

        Assert.Single(session.Events.OfType<StepFailed>());
        Assert.Equal(2, session.State.StepsAnswered);
    }

    [Fact]
    public void Resuming_after_a_stop_for_an_error_tries_the_failed_step_again()
    {
        var isBroken = true;
        var session = new SimulatedSession { Failing = run => isBroken && run.Step.Prompt.Text == "2"
            ? StepFailureReason.OutOfMemory : null }
            .Started(TestChains.Of("a", "1", "2", "3") with { OnError = OnError.Stop }).Run();
        Assert.Equal(SessionStopReason.Error, session.State.LastStop!.Reason);

        isBroken = false;
        session.Resume().Run();

        Assert.Equal(SessionStatus.Finished, session.State.Status);
        Assert.Equal(3, session.State.StepsAnswered);
        Assert.Equal([1, 1, 2, 1], session.Events.OfType<StepStarted>().Select(started => started.Attempt));
    }

    [Fact]
    public void An_engine_that_crashes_once_is_tried_again_and_one_that_crashes_twice_fails_the_step()
    {
        var crashes = 0;
        var once = new SimulatedSession { Failing = _ => crashes++ == 0 ? StepFailureReason.EngineCrashed : null }
            .Started(TestChains.Of("a", "1")).Run();
        var always = new SimulatedSession { Failing = _ => StepFailureReason.EngineCrashed }
            .Started(TestChains.Of("a", "1")).Run();

        Assert.Equal((1, 0), (once.State.StepsAnswered, once.State.StepsFailed));
        Assert.Equal([true, false], always.Events.OfType<StepFailed>().Select(failed => failed.WillRetry));
        Assert.Equal(1, always.State.StepsFailed);
    }

    [Fact]
    public void An_endless_chain_in_which_nothing_works_stops_by_itself()
    {
        var session = new SimulatedSession { Failing = _ => StepFailureReason.EngineFailed }
            .Started(TestChains.Of("a", "1") with { Loops = RepeatCount.Endless }).Run();

        Assert.Equal(SessionStatus.Stopped, session.State.Status);
        Assert.Equal(SessionDecisions.FailuresInARowMax, session.State.StepsFailed);
        Assert.Contains("in a row", session.State.LastStop!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_braces_fail_their_step_by_name_and_the_others_run()
    {
        var session = SimulatedSession.Begin(
            TestChains.WithPromptText("a", "A\n{top_k=x} B\nC") with { OnError = OnError.NextStep }).Run();

        var failed = Assert.Single(session.Events.OfType<StepFailed>());
        Assert.Equal((StepFailureReason.BadPromptSettings, 2), (failed.Reason, failed.Position.Prompt));
        Assert.Equal(2, session.State.StepsAnswered);
    }

    [Fact]
    public void The_settings_of_a_step_come_from_chain_model_braces_and_the_random_draw_in_that_order()
    {
        var hot = new ModelEntry("m", "hot", new HyperparameterOverrides { Temperature = 2, TopK = 20 });
        var chain = TestChains.WithPromptText("m", "{top_k=30, max_tokens=5} A") with
        {
            Models = [hot], Hyperparameters = new HyperparameterOverrides { Temperature = 1, TopK = 10, MinP = 0.5 },
        };
        var step = Plan.Create(chain, 1).StepAt(new StepPosition(1, 1, 1, 1));

        var plain = StepHyperparameters.For(chain, step, 1).Values;
        var random = StepHyperparameters.For(chain with { RandomHyperparameters = RandomRanges.Default }, step, 1);

        Assert.Equal((2d, 30, 0.5, 5), (plain.Temperature, plain.TopK, plain.MinP, plain.MaxTokens));
        Assert.Equal((30, 5), (random.Values.TopK, random.Values.MaxTokens));
        Assert.InRange(random.Values.Temperature, 0.1, 1.0);
        Assert.StartsWith("RANDOM: ", random.RandomLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_has_its_own_seed_a_models_seed_is_a_base_and_one_in_braces_is_used_as_it_is()
    {
        var chain = TestChains.WithPromptText("m n", "A\n{seed=7} B") with { Loops = RepeatCount.Of(2) };
        var seeds = SimulatedSession.Begin(chain).Run().Events.OfType<StepStarted>().ToList();
        var other = SimulatedSession.Begin(chain with
        {
            Models = [chain.Models[0] with { Hyperparameters = new HyperparameterOverrides { Seed = 9 } }, chain.Models[1]],
        }).Run().Events.OfType<StepStarted>().ToList();

        Assert.Equal(5, seeds.Select(started => started.Seed).Distinct().Count());
        Assert.All(seeds.Where(started => started.Prompt == "B"), started => Assert.Equal(7UL, started.Seed));
        Assert.NotEqual(seeds[0].Seed, other[0].Seed);
        Assert.Equal(SeedDerivation.ForStep(9, other[0].Position, SeedPurpose.Sampling), other[0].Seed);
        Assert.Equal(seeds[2].Seed, other[2].Seed);
    }

    [Theory]
    [InlineData("", "", false, "User:p")]
    [InlineData("", "r", false, "User: Assistant:r User:p")]
    [InlineData("s", "r", false, "System:s User: Assistant:r User:p")]
    [InlineData("s", "", false, "System:s User:p")]
    [InlineData("", "", true, "User: Assistant: User:p")]
    [InlineData("s", "", true, "System:s User: Assistant: User:p")]
    public void As_the_original_messages_have_these_roles_in_this_order(string system, string previous, bool feedback,
        string expected) =>
        Assert.Equal(expected, string.Join(' ', MessageAssembly.Build(system, previous, "p", feedback)
            .Select(message => $"{message.Role}:{message.Content}")));

    [Fact]
    public void Elapsed_time_leaves_the_pauses_between_runs_out()
    {
        var session = SimulatedSession.Begin(TestChains.Of("a", "1", "2")).Run(1);
        session.Write((sequence, at) => new StopRequested(sequence, at, false, "test"));
        session.Run(1);
        var before = session.State.Elapsed(SimulatedSession.Start.AddDays(1));
        session.Write((sequence, _) => new SessionResumed(sequence, SimulatedSession.Start.AddDays(1), "0.1.0"));

        Assert.Equal(TimeSpan.FromSeconds(4), before);
        Assert.Equal(TimeSpan.FromSeconds(4 + 60), session.State.Elapsed(SimulatedSession.Start.AddDays(1).AddSeconds(60)));
    }

    [Fact]
    public void A_finished_session_stays_finished()
    {
        var session = SimulatedSession.Begin(TestChains.Of("a", "1")).Run();

        Assert.IsType<FinishSession>(SessionDecisions.Next(session.State, Plan.Create(session.State.Chain!, 42), StopClock.Zero));
        Assert.Throws<SessionInvariantException>(() => session.Resume());
    }

    [Fact]
    public void Events_that_cannot_follow_each_other_are_refused()
    {
        var at = SimulatedSession.Start;
        var chain = TestChains.Of("a", "1", "2");
        var started = SimulatedSession.Begin(chain).State;
        var answered = SimulatedSession.Begin(chain).Run(1).State;
        var first = new StepPosition(1, 1, 1, 1);
        var second = new StepPosition(1, 1, 1, 2);
        ResponseCommitted Commit(long sequence, StepPosition position, int attempt) =>
            new(sequence, at, position, attempt, "x", 1, 1, 1, 1, ResponseStopReason.EndOfTurn);
        StepStarted Step(long sequence, StepPosition position, int attempt) =>
            new(sequence, at, position, attempt, "a", Hyperparameters.Default, 1, "", "", "p");

        Assert.Throws<SessionInvariantException>(() => SessionState.Empty.Apply(new SessionFinished(1, at)));
        Assert.Throws<SessionInvariantException>(() => started.Apply(Commit(2, first, 1)));
        Assert.Throws<SessionInvariantException>(() => started.Apply(Step(3, first, 1)));
        Assert.Throws<SessionInvariantException>(() => answered.Apply(Commit(4, first, 1)));
        Assert.Throws<SessionInvariantException>(() => answered.Apply(Step(4, first, 2)));
        Assert.Throws<SessionInvariantException>(() => answered.Apply(Step(4, second, 1)).Apply(Commit(5, second, 2)));
        Assert.Throws<SessionInvariantException>(() => answered.Apply(Step(4, second, 1)).Apply(Step(5, second, 1)));
        Assert.Throws<SessionInvariantException>(() => answered.Apply(new FeedbackTrimmed(4, at, second, 5, 5)));
        Assert.Throws<SessionInvariantException>(() =>
            answered.Apply(new SessionStopped(4, at, SessionStopReason.UserNow, "x")).Apply(Step(5, second, 1)));
        Assert.Equal(2, answered.Apply(Step(4, second, 1)).Apply(Commit(5, second, 1)).StepsAnswered);
    }

    [Fact]
    public void A_stop_line_is_asked_again_after_a_crash_and_not_after_a_resumed_stop()
    {
        var chain = TestChains.Of("a", "1", "2", "3");
        var session = new SimulatedSession { Responding = run => run.Step.Prompt.Text == "2" ? "fine\nSTOP_SAMANTHA\n" : "go on" }
            .Started(chain).Run();
        Assert.Equal(StopRule.ResponseLine, session.State.LastStop!.Rule);

        var crashed = session.CrashAfter(session.Events.Count - 1).Run();
        Assert.Equal(2, crashed.State.StepsAnswered);
        Assert.Equal(SessionStatus.Stopped, crashed.State.Status);

        session.Resume().Run();
        Assert.Equal((SessionStatus.Finished, 3L), (session.State.Status, session.State.StepsAnswered));
    }
}
