using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Chains.Tests.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Steering;

/// <summary>What a branch takes over in which a response goes on otherwise, and what it then does.</summary>
public class SteeringTests
{
    private static readonly SteeredToken s_sun = new(4711, " sun");

    private static ChainDefinition Chain(string models, params string[] prompts) =>
        TestChains.Of(models, prompts) with { FeedbackLoop = true, PreviousResponse = "start" };

    [Fact]
    public void Every_response_of_every_chain_goes_on_from_what_it_was_sent_and_the_rest_of_the_chain_follows()
    {
        ChainDefinition[] shapes =
        [
            Chain("m", "a", "b", "c"), Chain("m n", "a", "b") with { Loops = RepeatCount.Of(2) },
            TestChains.Of("m n o", "a", "b") with { Loops = RepeatCount.Of(3) },
            TestChains.WithPromptText("m n", "a\n$$$\nb partial_text\n$$$\n[[join]]\n$$$\n"),
            Chain("m n", "a", "b") with { ShuffleModels = true, RunCode = true },
        ];
        foreach (var chain in shapes)
        {
            var whole = SimulatedSession.Begin(chain).Run();
            foreach (var answered in whole.Events.OfType<ResponseCommitted>())
            {
                var (point, branch) = Branch(whole, new SteeringWish(answered.Position, 2, s_sun));
                branch.Run();

                var again = branch.Events.Skip((int)point.Before.LastSequence).OfType<StepStarted>().First();
                Assert.Equal(
                    point.Started with { Sequence = again.Sequence, AtUtc = again.AtUtc, GivenTokens = again.GivenTokens }, again);
                Assert.Equal(TokenIds.Write(TokenIds.Read(answered.TokenIds).Take(2).Append(4711)), again.GivenTokens);
                Assert.Equal(SessionStatus.Finished, branch.State.Status);
                Assert.Null(branch.State.Steered);
                Assert.Equal(
                    whole.Events.OfType<ResponseCommitted>().Select(response => response.Position),
                    branch.Events.OfType<ResponseCommitted>().Select(response => response.Position));
                Assert.Single(branch.Events.OfType<StepStarted>(), started => started.GivenTokens is not null);
            }
        }
    }

    [Fact]
    public void A_branch_that_is_killed_anywhere_goes_on_to_the_same_session()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a", "b", "c")).Run();
        var branch = Branch(whole, new SteeringWish(new StepPosition(1, 1, 1, 2), 1, s_sun)).Branch.Run();

        for (int events = 1; events <= branch.Events.Count; events++)
        {
            var resumed = branch.CrashAfter(events).Run();
            if (events > branch.Events.ToList().FindIndex(happened => happened is SessionBranched))
            {
                Assert.Equal(branch.StableTranscript, resumed.StableTranscript);
            }
        }
    }

    [Fact]
    public void A_step_that_fails_and_is_tried_again_is_given_the_same_tokens()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a", "b")).Run();
        bool hasFailed = false;
        var (_, branch) = Branch(
            whole, new SteeringWish(new StepPosition(1, 1, 1, 1), 0, s_sun),
            run => !hasFailed && (hasFailed = true) ? StepFailureReason.EngineCrashed : null);
        branch.Run();

        Assert.Equal(
            ["4711", "4711", null], branch.Events.OfType<StepStarted>().Select(started => started.GivenTokens));
    }

    [Fact]
    public void Other_settings_hold_for_the_steered_response_alone()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a", "b")).Run();
        Assert.True(SettingsText.TryRead("temperature=1.5 top_p=0.9", out var settings, out _));
        var wish = new SteeringWish(new StepPosition(1, 1, 1, 1), 3, null, settings);
        var (point, branch) = Branch(whole, wish);
        branch.Run();

        var started = branch.Events.OfType<StepStarted>().ToList();
        Assert.Equal((1.5, 0.9), (started[0].Hyperparameters.Temperature, started[0].Hyperparameters.TopP));
        Assert.Equal(point.Started.Seed, started[0].Seed);
        Assert.Equal(3, TokenIds.Read(started[0].GivenTokens).Length);
        Assert.Equal(0, started[1].Hyperparameters.Temperature);
        Assert.Equal(
            ["L1.M1.R1.P1 token 4, from there on temperature: 0 -> 1.5", "L1.M1.R1.P1 token 4, from there on top_p: 0 -> 0.9"],
            SessionSteering.Changes(point, wish).ToArray());
    }

    [Fact]
    public void What_was_replaced_or_paused_before_the_response_stays_and_what_came_after_it_does_not()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a", "b", "c")).Run(2);
        whole.Write((n, at) => new PreviousResponseReplaced(n, at, "before", "somebody"));
        whole.Write((n, at) => new PauseRequested(n, at, "somebody"));
        whole.Write((n, at) => new SessionContinued(n, at, "somebody"));
        whole.Run(1);
        whole.Write((n, at) => new PreviousResponseReplaced(n, at, "after", "somebody"));
        whole.Write((n, at) => new StopRequested(n, at, Now: false, "somebody"));
        whole.Run();

        var (_, branch) = Branch(whole, new SteeringWish(new StepPosition(1, 1, 1, 3), 0, s_sun));
        branch.Run();

        Assert.Equal("before", branch.Events.OfType<StepStarted>().Last().PreviousResponse);
        Assert.Equal(SessionStatus.Finished, branch.State.Status);
        Assert.DoesNotContain(branch.Events, happened => happened is StopRequested);
    }

    [Fact]
    public void A_response_that_is_being_made_goes_on_otherwise_with_the_tokens_that_are_known()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a", "b")).Run();
        var begun = new SimulatedSession();
        whole.Events.TakeWhile(happened => happened is not ResponseCommitted).ToList()
            .ForEach(happened => begun.Write((_, _) => happened));
        var wish = new SteeringWish(new StepPosition(1, 1, 1, 1), 1, s_sun);

        Assert.Contains("no finished response", Problem(begun, wish), StringComparison.Ordinal);
        Assert.Null(Problem(begun, wish with { TokensSoFar = "7 8 9" }));
        Assert.Equal("7 4711", Branch(begun, wish with { TokensSoFar = "7 8 9" }).Branch.State.Steered!.GivenTokens);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_in_words()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a")).Run();
        var first = new StepPosition(1, 1, 1, 1);
        var tokens = TokenIds.Read(whole.Events.OfType<ResponseCommitted>().Single().TokenIds);

        Assert.Equal(
            "the response to L1.M1.R1.P1 has 5 tokens, so there is no token 7", Problem(whole, new SteeringWish(first, 6, s_sun)));
        Assert.Null(Problem(whole, new SteeringWish(first, 5, s_sun)));
        Assert.Contains("no token 0", Problem(whole, new SteeringWish(first, -1, s_sun)), StringComparison.Ordinal);
        Assert.Contains(
            "is 'x' (id", Problem(whole, new SteeringWish(first, 2, new SteeredToken(tokens[2], "x"))), StringComparison.Ordinal);
        Assert.Contains("nothing would be different", Problem(whole, new SteeringWish(first, 2, null)), StringComparison.Ordinal);
        Assert.Contains(
            "nothing would be different",
            Problem(whole, new SteeringWish(first, 2, null, HyperparameterOverrides.None)), StringComparison.Ordinal);
        Assert.Contains(
            "no finished response to step L9.M1.R1.P1",
            Problem(whole, new SteeringWish(new StepPosition(9, 1, 1, 1), 0, s_sun)), StringComparison.Ordinal);
    }

    [Fact]
    public void Transcript_and_report_tell_which_token_is_another_one()
    {
        var whole = SimulatedSession.Begin(Chain("m", "a", "b")).Run();
        var wish = new SteeringWish(new StepPosition(1, 1, 1, 2), 2, s_sun) { Replaced = new SteeredToken(12, " sea") };
        var branch = Branch(whole, wish).Branch.Run();

        Assert.Contains(
            "[  L1.M1.R1.P2 token 3: ' sea' (id 12) -> ' sun' (id 4711)]", TranscriptWriter.Lines(branch.Events).ToList());
        var reporter = new SessionReporter();
        branch.Events.ToList().ForEach(reporter.Add);
        Assert.Equal(("s1", 0L), (reporter.Build()!.BranchOf, reporter.Build()!.Crashes));
    }

    [Theory]
    [InlineData("temperature=0.8", "temperature=0.8")]
    [InlineData(" {temperature = 0.8, top_k=7} ", "temperature=0.8 top_k=7")]
    [InlineData("temperature=0.8 top_k=7", "temperature=0.8 top_k=7")]
    [InlineData("logit_bias=[\" yes=5\"]", "logit_bias=[\" yes=5\"]")]
    public void Settings_are_typed_as_in_braces_and_a_blank_is_enough(string typed, string expected)
    {
        Assert.True(SettingsText.TryRead(typed, out var settings, out var problem), problem);
        Assert.Equal(
            expected,
            string.Join(' ', HyperparameterTable
                .DifferencesFrom(new Hyperparameters(), settings.ApplyTo(new Hyperparameters()))
                .Select(setting => $"{setting.Name}={setting.Value}")));
    }

    [Theory]
    [InlineData("", "No setting was given")]
    [InlineData("temprature=1", "Did you mean temperature?")]
    [InlineData("temperature=9", "temperature must be a number from 0 to 5")]
    [InlineData("temperature", "has no =")]
    [InlineData("n_ctx=5", "when a model is loaded")]
    public void A_mistake_in_settings_is_named_without_talk_of_braces(string typed, string expected)
    {
        Assert.False(SettingsText.TryRead(typed, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("brace", problem, StringComparison.Ordinal);
    }

    private static string? Problem(SimulatedSession session, SteeringWish wish) =>
        SessionSteering.Problem(SessionSteering.Find(session.Events, wish.Position), wish);

    private static (SteeringPoint Point, SimulatedSession Branch) Branch(
        SimulatedSession whole, SteeringWish wish, Func<RunStep, StepFailureReason?>? failing = null)
    {
        var point = SessionSteering.Find(whole.Events, wish.Position);
        Assert.Null(SessionSteering.Problem(point, wish));
        var branch = new SimulatedSession { Failing = failing ?? (_ => null), Responding = whole.Responding };
        whole.Events.Take((int)point!.Before.LastSequence).ToList().ForEach(happened => branch.Write((_, _) => happened));
        branch.Write((n, at) => new SessionBranched(
            n, at, "s1", n - 1, ChainJson.Serialize(point.Before.Chain!), point.Before.Fingerprint, point.Before.BaseSeed,
            SessionSteering.Changes(point, wish), "0.1.0", Steered: SessionSteering.Steer(point, wish)));
        return (point, branch.Resume());
    }
}
