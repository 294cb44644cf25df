using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Sessions;

public class BranchTests
{
    private static readonly ModelReceipt s_receipt = new("b1", "haswell", 2, 2, 128, false, "aaaaaaaaaaaaaaaa");

    private static ChainDefinition Chain(params string[] prompts) =>
        TestChains.Of("m", prompts) with { FeedbackLoop = true, PreviousResponse = "start" };

    private static SimulatedSession Branch(SimulatedSession old, ChainDefinition wanted)
    {
        var chain = SessionBranching.Fitting(old.State, wanted);
        var branch = new SimulatedSession { Failing = old.Failing, Responding = old.Responding, Executing = old.Executing };
        foreach (var happened in old.Events)
        {
            branch.Write((_, _) => happened);
        }

        Assert.Null(SessionBranching.Problem(old.State, chain));
        branch.Write((n, at) => new SessionBranched(
            n, at, "s1", n - 1, ChainJson.Serialize(chain), ChainFingerprint.Of(chain),
            SessionBranching.BaseSeedOf(old.State, chain), ChainDifference.Describe(old.State.Chain!, chain), "0.1.0"));
        return branch.Resume();
    }

    private static string[] Answered(SimulatedSession session) =>
        [.. session.Events.OfType<ResponseCommitted>().Select(response => response.Position.StepId)];

    [Fact]
    public void A_branch_goes_on_behind_the_last_settled_step_with_the_new_chain()
    {
        var old = SimulatedSession.Begin(Chain("a", "b", "c") with { Stop = new StopSettings(Steps: 2) }).Run();

        var branch = Branch(old, Chain("a", "b", "other")).Run();

        Assert.Equal(["L1.M1.R1.P1", "L1.M1.R1.P2", "L1.M1.R1.P3"], Answered(branch));
        var last = branch.Events.OfType<StepStarted>().Last();
        Assert.Equal(("other", old.Events.OfType<ResponseCommitted>().Last().Text), (last.Prompt, last.PreviousResponse));
        Assert.Equal(SessionStatus.Finished, branch.State.Status);
        Assert.Equal("s1", branch.State.Origin!.FromSession);
        Assert.Equal(SessionStatus.Stopped, old.State.Status);
    }

    [Fact]
    public void A_finished_session_goes_on_as_a_branch_with_more_loops_as_one_with_so_many_from_the_start()
    {
        var old = SimulatedSession.Begin(Chain("a", "b")).Run();
        Assert.Equal(SessionStatus.Finished, old.State.Status);

        var branch = Branch(old, Chain("a", "b") with { Loops = RepeatCount.Of(3) }).Run();

        var whole = SimulatedSession.Begin(Chain("a", "b") with { Loops = RepeatCount.Of(3) }).Run();
        Assert.Equal(
            whole.Events.OfType<ResponseCommitted>().Select(response => response.Text),
            branch.Events.OfType<ResponseCommitted>().Select(response => response.Text));
    }

    [Fact]
    public void Whatever_the_new_chain_is_a_branch_ends_and_its_steps_are_in_the_new_plan()
    {
        ChainDefinition[] shapes =
        [
            Chain("a"), Chain("a", "b", "c", "d"), Chain("a", "b") with { Responses = RepeatCount.Of(3) },
            Chain("a", "b") with { Loops = RepeatCount.Of(4) }, TestChains.Of("m n o", "a", "b"),
            TestChains.Of("m n", "a", "b", "c") with { SingleResponsePerModel = true, Loops = RepeatCount.Of(2) },
            TestChains.Of("m n o", "a") with { ShuffleModels = true, Loops = RepeatCount.Of(2) },
        ];
        foreach (var (before, after) in shapes.SelectMany(_ => shapes, (before, after) => (before, after)))
        {
            var whole = SimulatedSession.Begin(before).Run();
            for (int events = 1; events <= whole.Events.Count; events++)
            {
                var old = new SimulatedSession();
                whole.Events.Take(events).ToList().ForEach(happened => old.Write((_, _) => happened));
                if (SessionBranching.Problem(old.State, SessionBranching.Fitting(old.State, after)) is { } problem)
                {
                    Assert.Contains(
                        old.State.Order.IsGrouped ? "model by model" : "has no step after", problem, StringComparison.Ordinal);
                    continue;
                }

                var branch = Branch(old, after).Run();

                Assert.Equal(SessionStatus.Finished, branch.State.Status);
                var plan = Plan.Create(branch.State.Chain!, branch.State.BaseSeed);
                var added = branch.Events.Skip(events).OfType<ResponseCommitted>().Select(response => response.Position).ToList();
                Assert.All(added, position => Assert.True(plan.Contains(position)));
                Assert.NotEmpty(added);
                Assert.Equal(added.Count, added.Distinct().Count());
            }
        }
    }

    [Fact]
    public void A_step_that_was_open_is_answered_with_the_new_chain()
    {
        var whole = SimulatedSession.Begin(Chain("a", "b")).Run();
        var old = new SimulatedSession();
        whole.Events.TakeWhile(happened => happened is not ResponseCommitted).ToList()
            .ForEach(happened => old.Write((_, _) => happened));

        var branch = Branch(old, Chain("changed", "b")).Run();

        var started = branch.Events.OfType<StepStarted>().Skip(1).First();
        Assert.Equal(("L1.M1.R1.P1", 2, "changed"), (started.Position.StepId, started.Attempt, started.Prompt));
    }

    [Fact]
    public void A_session_that_a_failure_ended_tries_that_step_again_as_a_branch()
    {
        var old = new SimulatedSession { Failing = run => run.Step.Prompt.Text == "bad" ? StepFailureReason.PromptTooLong : null }
            .Started(Chain("good", "bad", "end") with { OnError = OnError.Stop }).Run();

        var branch = Branch(old, Chain("good", "better", "end")).Run();

        Assert.Equal(["L1.M1.R1.P1", "L1.M1.R1.P2", "L1.M1.R1.P3"], Answered(branch));
    }

    [Fact]
    public void Code_that_waits_to_be_run_is_run_by_the_new_chain_or_not_at_all()
    {
        var chain = Chain("a", "b") with { RunCode = true };
        var whole = new SimulatedSession { Responding = _ => "```python\nprint(1)\n```" }.Started(chain).Run();
        var old = new SimulatedSession { Responding = _ => "```python\nprint(1)\n```" };
        whole.Events.TakeWhile(happened => happened is not CodeExecuted).ToList().ForEach(happened => old.Write((_, _) => happened));

        Assert.Equal(2, Branch(old, chain).Run().Events.OfType<CodeExecuted>().Count());
        Assert.Empty(Branch(old, chain with { RunCode = false }).Run().Events.OfType<CodeExecuted>());
    }

    [Fact]
    public void A_chain_that_needs_texts_that_were_not_kept_is_refused()
    {
        var old = SimulatedSession.Begin(Chain("a", "b", "c") with { Stop = new StopSettings(Steps: 2) }).Run();

        Assert.Contains(
            "kept no such text", SessionBranching.Problem(old.State, TestChains.WithPromptText("m", "a\nb\nJoin full_text")),
            StringComparison.Ordinal);
        Assert.Contains(
            "has no step after L1.M1.R1.P2", SessionBranching.Problem(old.State, Chain("a", "b")), StringComparison.Ordinal);
    }

    [Fact]
    public void Budgets_and_stops_of_the_past_do_not_end_a_branch_before_its_first_step()
    {
        var old = SimulatedSession.Begin(Chain("a", "b", "c")  with { Stop = new StopSettings(ResponseMatches: "R") }).Run();
        Assert.Single(Answered(old));

        Assert.Equal(2, Answered(Branch(old, old.State.Chain! with { SystemPrompt = "x" }).Run()).Length);
    }

    [Fact]
    public void The_transcript_tells_where_a_branch_came_from_and_what_changed()
    {
        var old = SimulatedSession.Begin(Chain("a", "b") with { Stop = new StopSettings(Steps: 1) }).Run();
        var lines = TranscriptWriter.Lines(Branch(old, Chain("a", "c")).Events).ToList();

        Assert.Contains("[branch of s1, from here on with what changed]", lines);
        Assert.Contains("[  prompts 2 text: b -> c]", lines);
    }

    [Fact]
    public void A_past_session_is_asked_about_its_stops_across_a_branch()
    {
        var old = SimulatedSession.Begin(Chain("a", "b", "c") with { Stop = new StopSettings(Steps: 2) }).Run();
        var branch = Branch(old, Chain("a", "b", "c", "d")).Run();

        Assert.Equal(
            ["L1.M1.R1.P3", "L1.M1.R1.P4"],
            StopTest.Run(branch.Events, new StopSettings(null, Steps: 3)).Select(hit => hit.Position.StepId));
    }

    [Theory]
    [InlineData(2000, "aaaaaaaaaaaaaaaa", "h1", "the file of m is another one: 1000 bytes -> 2000 bytes")]
    [InlineData(1000, "bbbbbbbbbbbbbbbb", "h1", "the chat template of m is another one: SHA-256 aaaaaaaaaaaa… -> bbbbbbbbbbbb…")]
    [InlineData(1000, "aaaaaaaaaaaaaaaa", "h2", "the file of m has other content: SHA-256 h1 -> h2")]
    [InlineData(1000, "aaaaaaaaaaaaaaaa", "h1", null)]
    public void A_model_that_is_another_one_than_before_ends_the_session_before_its_next_step(
        long bytes, string template, string sha256, string? conflict)
    {
        void Load(SimulatedSession session, long size, string text, string content)
        {
            session.Write((n, at) => new ModelLoaded(
                n, at, "m", "/m.gguf", size, 1, 512, 512, 2, "model", Receipt: s_receipt with { TemplateSha256 = text }));
            session.Write((n, at) => new ModelHashed(n, at, "m", "/m.gguf", size, content));
        }

        var old = SimulatedSession.Begin(Chain("a", "b"));
        Load(old, 1000, "aaaaaaaaaaaaaaaa", "h1");
        var resumed = old.Resume();
        Load(resumed, bytes, template, sha256);
        resumed.Run();

        Assert.Equal(conflict is null ? SessionStatus.Finished : SessionStatus.Stopped, resumed.State.Status);
        if (conflict is not null)
        {
            Assert.Equal(SessionStopReason.Error, resumed.State.LastStop!.Reason);
            Assert.StartsWith(char.ToUpperInvariant(conflict[0]) + conflict[1..], resumed.State.LastStop.Message, StringComparison.Ordinal);
            Assert.Empty(Answered(resumed));

            var branch = Branch(resumed, resumed.State.Chain!);
            Load(branch, bytes, template, sha256);
            Assert.Equal(SessionStatus.Finished, branch.Run().State.Status);

            var back = resumed.Resume();
            Load(back, 1000, "aaaaaaaaaaaaaaaa", "h1");
            Assert.Equal(SessionStatus.Finished, back.Run().State.Status);
        }
    }
}
