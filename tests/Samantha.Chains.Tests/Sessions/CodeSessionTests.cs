using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Feedback;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Sessions;

/// <summary>Sessions that run code: when it is run, what comes back to the model, and what an interruption leaves.</summary>
public class CodeSessionTests
{
    private const string Code = "```python\nprint(1)\n```";

    private static readonly StepPosition s_first = new(1, 1, 1, 1);

    /// <summary>Some responses have code, some have not, some only HTML; what they print is the step they belong to.</summary>
    private static SimulatedSession Begin(ChainDefinition chain) => new SimulatedSession
    {
        Responding = run => ((run.Step.Position.Prompt + run.Step.Position.Round + run.Step.Position.Loop) % 4) switch
        {
            0 => $"No code in {run.Step.Position}",
            1 => $"```html\n<p>{run.Step.Position}</p>\n```",
            _ => $"Code of {run.Step.Position}\n```python\nprint('{run.Previous()}')\n```",
        },
    }.Started(chain);

    private static readonly Gen<ChainDefinition> s_chains =
        from models in Gen.Elements("a", "a b")
        from prompts in Gen.Elements("A", "A\nB\nC", "A\npartial_text so far\nfull_text\n[[Join]]")
        from loops in Gen.Choose(1, 2)
        from responses in Gen.Choose(1, 2)
        from feedback in Gen.Elements(true, true, false)
        from cumulative in Gen.Elements(true, false)
        from outputOnly in Gen.Elements(true, false)
        from stop in Gen.Elements(StopSettings.Default, new StopSettings(OutputMatches: "R2.P1"))
        select TestChains.WithPromptText(models, prompts) with
        {
            Loops = RepeatCount.Of(loops), Responses = RepeatCount.Of(responses), FeedbackLoop = feedback,
            CumulativeResponse = cumulative, FeedbackOutputOnly = outputOnly, RunCode = true, Stop = stop,
            PreviousResponse = "start",
        };

    [Fact]
    public void A_session_killed_after_any_event_runs_the_code_that_was_not_run_and_ends_the_same() =>
        Properties.Hold(s_chains, chain =>
        {
            // Who resumes a session behind its stop wants it to go on; a dozen places of a long session are enough.
            var whole = Begin(chain).Run();
            var last = whole.Events.Count - (whole.State.Status == SessionStatus.Stopped ? 1 : 0);
            var stride = 1 + (last / 12);
            return Enumerable.Range(1, last).Where(events => events % stride == last % stride)
                .All(events => whole.CrashAfter(events).Run().StableTranscript == whole.StableTranscript);
        }, 20);

    [Fact]
    public void A_session_that_is_stopped_at_once_again_and_again_ends_the_same() =>
        Properties.Hold(s_chains.Where(chain => chain.Stop == StopSettings.Default), chain =>
        {
            var whole = Begin(chain).Run();
            var halting = Begin(chain);
            for (var made = 0; made < 1000 && halting.State.Status != SessionStatus.Finished; made++)
            {
                halting.Run(1);
                if (halting.State.Status == SessionStatus.Running)
                {
                    halting.Write((sequence, at) => new StopRequested(sequence, at, made % 2 == 0, "test"));
                    halting.Run();
                }

                if (halting.State.Status == SessionStatus.Stopped)
                {
                    halting.Resume();
                }
            }

            return halting.StableTranscript == whole.StableTranscript;
        }, 20);

    [Fact]
    public void Feedback_is_never_that_of_an_earlier_step() =>
        Properties.Hold(s_chains.Where(chain => chain.FeedbackLoop && !chain.CumulativeResponse), chain =>
        {
            string? position = null;
            var wasRun = false;
            foreach (var sessionEvent in Begin(chain).Run().Events)
            {
                switch (sessionEvent)
                {
                    case StepStarted started when position is not null:
                        var previous = started.PreviousResponse;
                        var isOwn = wasRun ? previous.Contains($"of {position}\n", StringComparison.Ordinal)
                            || previous.EndsWith($"of {position}", StringComparison.Ordinal)
                            : !previous.Contains(FeedbackRules.OutputHeading, StringComparison.Ordinal)
                                && !previous.StartsWith("ran ", StringComparison.Ordinal);
                        if (!isOwn || (chain.FeedbackOutputOnly && !wasRun && previous.Length > 0))
                        {
                            return false;
                        }

                        break;
                    case ResponseCommitted committed:
                        (position, wasRun) = (committed.Position.StepId, false);
                        break;
                    case CodeExecuted { Outcome.End: CodeRunEnd.Exited }:
                        wasRun = true;
                        break;
                }
            }

            return true;
        }, 40);

    [Fact]
    public void Code_is_run_before_the_next_step_and_its_output_is_fed_back()
    {
        var session = new SimulatedSession { Responding = _ => Code }
            .Started(TestChains.Of("m", "1", "2") with { RunCode = true, FeedbackLoop = true }).Run();

        Assert.Equal(
            ["SessionStarted", "StepStarted", "ResponseCommitted", "CodeExecuted", "StepStarted", "ResponseCommitted",
                "CodeExecuted", "SessionFinished"],
            session.Events.Select(made => made.GetType().Name));
        Assert.Equal(
            Code + "\n\nPython Interpreter Output:\n\nran 8 characters of L1.M1.R1.P1",
            session.Events.OfType<StepStarted>().Last().PreviousResponse);
        Assert.Equal(0, session.State.LastOutcome!.ExitCode);
    }

    [Theory]
    [InlineData(false, false, "start")]
    [InlineData(true, false, "R2")]
    [InlineData(true, true, "")]
    public void After_a_response_without_code_no_output_is_left(bool feedback, bool outputOnly, string previous)
    {
        var session = new SimulatedSession { Responding = run => run.Step.Position.Prompt == 1 ? Code : "R2" }
            .Started(TestChains.Of("m", "1", "2", "3") with
            {
                RunCode = true, FeedbackLoop = feedback, FeedbackOutputOnly = outputOnly, PreviousResponse = "start",
            }).Run();

        Assert.Equal(previous, session.Events.OfType<StepStarted>().Last().PreviousResponse);
        Assert.Null(session.State.LastOutcome);
    }

    [Fact]
    public void The_texts_of_round_and_session_hold_the_output_under_its_response()
    {
        var chain = TestChains.WithPromptText("m", "A\np: partial_text\nf: full_text") with { RunCode = true };
        var session = new SimulatedSession { Responding = run => run.Step.Position.Prompt == 1 ? Code : "R" }
            .Started(chain).Run();

        const string First = Code + "\n\nPython Interpreter Output:\n\nran 8 characters of L1.M1.R1.P1";
        Assert.Equal(["A", "p: " + First, "f: " + First + "\n\nR"],
            session.Events.OfType<StepStarted>().Select(started => started.Prompt));
    }

    [Fact]
    public void A_stop_at_once_leaves_the_code_waiting_and_the_resumed_session_runs_it_before_the_stop_rules_are_asked()
    {
        var session = new SimulatedSession { Responding = _ => Code }
            .Started(TestChains.Of("m", "1", "2") with { RunCode = true, Stop = new StopSettings(OutputMatches: "ran") }).Run(1);
        session.Write((sequence, at) => new StopRequested(sequence, at, true, "test"));
        session.Run();

        Assert.Equal(SessionStopReason.UserNow, session.State.LastStop!.Reason);
        Assert.Equal(s_first, session.State.PendingCode!.Position);

        session.Resume().Run();
        Assert.Single(session.Events.OfType<CodeExecuted>());
        Assert.Equal((StopRule.OutputMatches, 1), (session.State.LastStop!.Rule, session.State.StepsAnswered));

        // Who resumes after that stop wants the session to go on.
        session.Resume().Run(1);
        Assert.Equal(2, session.State.StepsAnswered);
    }

    [Fact]
    public void A_stop_after_the_step_waits_for_its_code()
    {
        var session = new SimulatedSession { Responding = _ => Code }
            .Started(TestChains.Of("m", "1", "2") with { RunCode = true }).Run(1);
        session.Write((sequence, at) => new StopRequested(sequence, at, false, "test"));
        session.Run();

        Assert.Equal((SessionStopReason.UserAfterStep, null), (session.State.LastStop!.Reason, session.State.PendingCode));
        Assert.Single(session.Events.OfType<CodeExecuted>());
    }

    [Fact]
    public void The_code_of_the_last_step_is_run_before_the_session_is_finished()
    {
        var session = new SimulatedSession { Responding = _ => Code }
            .Started(TestChains.Of("m", "1") with { RunCode = true }).Run();

        Assert.IsType<CodeExecuted>(session.Events[^2]);
        Assert.Equal(SessionStatus.Finished, session.State.Status);
    }

    [Theory]
    [InlineData(ResponseStopReason.SkippedByUser)]
    [InlineData(ResponseStopReason.Interrupted)]
    public void A_response_that_was_skipped_or_interrupted_has_no_code_run(ResponseStopReason reason)
    {
        var session = Started();
        session.Write((sequence, at) => new ResponseCommitted(
            sequence, at, s_first, 1, Code, 1, 1, 1, 1, reason, new ExtractedCode("print(1)", [], [])));

        Assert.Null(session.State.PendingCode);
    }

    [Fact]
    public void A_chain_that_does_not_run_code_runs_none_whatever_its_journal_says()
    {
        var session = Started(runCode: false);
        session.Write((sequence, at) => new ResponseCommitted(
            sequence, at, s_first, 1, Code, 1, 1, 1, 1, ResponseStopReason.EndOfTurn, new ExtractedCode("print(1)", [], [])));

        Assert.Null(session.State.PendingCode);
    }

    [Fact]
    public void Nothing_of_the_session_can_happen_while_code_is_waiting_and_no_outcome_can_be_for_another_step()
    {
        var at = SimulatedSession.Start;
        var waiting = new SimulatedSession { Responding = _ => Code }
            .Started(TestChains.Of("m", "1", "2") with { RunCode = true }).Run(1).State;
        var second = new StepPosition(1, 1, 1, 2);
        var outcome = new CodeOutcome { End = CodeRunEnd.Exited, ExitCode = 0 };
        void Refused(SessionState state, SessionEvent made) =>
            Assert.Throws<SessionInvariantException>(() => state.Apply(made));

        Assert.NotNull(waiting.PendingCode);
        Refused(waiting, new SessionFinished(4, at));
        Refused(waiting, new ModelSkipped(4, at, second, "m"));
        Refused(waiting, new StepFailed(4, at, second, 1, StepFailureReason.EngineFailed, "x"));
        Refused(waiting, new CodeExecuted(4, at, second, 1, outcome));
        Refused(waiting, new CodeExecuted(4, at, s_first, 2, outcome));
        var done = waiting.Apply(new CodeExecuted(4, at, s_first, 1, outcome));
        Refused(done, new CodeExecuted(5, at, s_first, 1, outcome));
        Assert.Equal(SessionStatus.Finished, done.Apply(new SessionFinished(5, at)).Status);
    }

    [Theory]
    [InlineData(" out \n", " err\n", CodeRunEnd.Exited, "", "out\nerr")]
    [InlineData("", "", CodeRunEnd.Exited, "ignored", "")]
    [InlineData("a", "", CodeRunEnd.LimitReached, "It ran longer than 60 s.", "a\n[It ran longer than 60 s.]")]
    [InlineData("a", "", CodeRunEnd.LimitReached, "", "a\n[The program reached a limit: wall-clock.]")]
    [InlineData("", "", CodeRunEnd.NotRun, "There is no Python.", "[There is no Python.]")]
    [InlineData("", "", CodeRunEnd.NotRun, "", "[The program was not run.]")]
    [InlineData("a", "e", CodeRunEnd.Skipped, "Skipped.", "a\ne")]
    [InlineData("a", "e", CodeRunEnd.Crashed, "Signal 11.", "a\ne")]
    [InlineData("", "", CodeRunEnd.NothingToRun, "", null)]
    public void What_the_model_sees_is_stdout_then_stderr_then_why_it_did_not_end_by_itself(
        string stdout, string stderr, CodeRunEnd end, string message, string? expected) =>
        Assert.Equal(expected, InterpreterOutput.Of(new CodeOutcome
        {
            End = end, Message = message, Output = [new OutputPart(true, stderr), new OutputPart(false, stdout)],
            Limits = end == CodeRunEnd.LimitReached ? [CodeLimit.WallClock] : [],
        })?.Text);

    [Fact]
    public void Output_that_makes_the_session_text_too_long_fails_the_step_by_name()
    {
        var chain = TestChains.WithPromptText("m", "A\n[[Join]]") with { RunCode = true };
        var session = new SimulatedSession
        {
            Responding = _ => Code,
            Executing = _ => new CodeOutcome
            {
                End = CodeRunEnd.Exited, Output = [new OutputPart(false, new string('x', SessionState.FullTextCharactersMax))],
            },
        }.Started(chain).Run();

        Assert.Equal(StepFailureReason.FullTextTooLong, Assert.Single(session.Events.OfType<StepFailed>()).Reason);
    }

    private static SimulatedSession Started(bool runCode = true)
    {
        var session = SimulatedSession.Begin(TestChains.Of("m", "1", "2") with { RunCode = runCode });
        var plan = Plan.Create(session.State.Chain!, 42);
        var run = (RunStep)SessionDecisions.Next(session.State, plan, StopClock.Zero);
        session.Write(run.ToEvent);
        return session;
    }
}

/// <summary>Makes a response depend on what was fed back, so that wrong feedback shows in every transcript.</summary>
internal static class RunStepExtensions
{
    public static int Previous(this RunStep run) => run.PreviousResponse.Length;
}
