using System.Text.RegularExpressions;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Sessions;

public class StateSnapshotTests
{
    public static TheoryData<string> Chains => new("feedback", "cumulative", "full", "partial", "code", "grouped", "failing", "health");

    [Theory]
    [MemberData(nameof(Chains))]
    public void From_a_snapshot_of_any_moment_the_rest_folds_to_the_same_state(string what)
    {
        var events = Session(what).Events;
        var whole = StateSnapshot.Of(SessionState.Fold(events));
        var state = SessionState.Empty;
        foreach (var (index, next) in events.Index())
        {
            state = state.Apply(next);
            var restored = StateSnapshot.Read(StateSnapshot.Of(state), StateSnapshot.Form);

            Assert.NotNull(restored);
            Assert.Equal(StateSnapshot.Of(state), StateSnapshot.Of(restored));
            Assert.Equal(whole, StateSnapshot.Of(events.Skip(index + 1).Aggregate(restored, (before, e) => before.Apply(e))));
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void From_a_snapshot_the_session_goes_on_as_it_would_have(string what)
    {
        var session = Session(what);
        var events = session.Events;
        foreach (var count in new[] { 3, events.Count / 2, events.Count - 2 })
        {
            var folded = SessionState.Fold(events.Take(count));
            var restored = StateSnapshot.Read(StateSnapshot.Of(folded), StateSnapshot.Form)!;
            var plan = Plan.Create(folded.Chain!, folded.BaseSeed);
            var clock = new StopClock(TimeSpan.Zero, SimulatedSession.Start, TimeZoneInfo.Utc);

            Assert.Equal(
                Words(SessionDecisions.Next(folded, plan, clock)), Words(SessionDecisions.Next(restored, plan, clock)));
        }
    }

    [Fact]
    public void A_snapshot_of_another_form_or_a_broken_one_is_not_read()
    {
        var text = StateSnapshot.Of(Session("feedback").State);

        Assert.Null(StateSnapshot.Read(text, "of another version"));
        Assert.Null(StateSnapshot.Read(text[..^10], StateSnapshot.Form));
        Assert.Null(StateSnapshot.Read("{}", StateSnapshot.Form));
    }

    [Fact]
    public void What_detectors_remember_stands_in_a_snapshot()
    {
        var state = Session("health").State;
        var restored = StateSnapshot.Read(StateSnapshot.Of(state), StateSnapshot.Form)!;

        Assert.Equal(state.StepsAnswered, state.Health.Sketches.Length);
        Assert.NotEqual(0, state.Health.TemperatureRaise);
        Assert.Equal(state.Health, restored.Health);
        Assert.All(
            state.Health.Sketches.Zip(restored.Health.Sketches), pair => Assert.Equal(1, pair.First.SimilarityTo(pair.Second)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AgAAAAEAAAA=")]
    public void A_snapshot_with_a_damaged_sketch_is_not_read(string hashes)
    {
        var text = StateSnapshot.Of(Session("health").State);
        var damaged = Regex.Replace(text, "\"hashes\":\"[^\"]*\"", $"\"hashes\":\"{hashes}\"");

        Assert.NotEqual(text, damaged);
        Assert.Null(StateSnapshot.Read(damaged, StateSnapshot.Form));
    }

    private static string Words(SessionDecision decision) => decision switch
    {
        RunStep run => $"run {run.Step.StepId} {run.Attempt} {run.PreviousResponse} {run.Prompt} {run.Seed}",
        _ => decision.ToString()!,
    };

    private static SimulatedSession Session(string what)
    {
        var chain = TestChains.Of("a b", "one", "two") with { Loops = RepeatCount.Of(2), FeedbackLoop = true };
        chain = what switch
        {
            "cumulative" => chain with { CumulativeResponse = true },
            "full" => chain with { Prompts = PromptListParser.Parse("one\n[[all]]", "list.txt") },
            "partial" => chain with { Prompts = PromptListParser.Parse("one\ntwo partial_text", "list.txt") },
            "code" => chain with { RunCode = true },
            "health" => chain with
            {
                Loops = RepeatCount.Of(6),
                Health = HealthSettings.Default.With(HealthAction.RaiseTemperature) with { Repetition = new() { Action = HealthAction.Reseed } },
            },
            "grouped" => chain with { FeedbackLoop = false, Schedule = Schedule.Auto },
            _ => chain,
        };
        return new SimulatedSession
        {
            Failing = run => what == "failing" && run.Step.Position.Prompt == 2 && run.Attempt == 1
                ? StepFailureReason.EngineCrashed
                : null,
            Responding = run => what switch
            {
                "code" => $"Here:\n```python\nprint('{run.Step.StepId}')\n```",
                "health" => Astray(run),
                _ => $"To {run.Step.StepId}",
            },
        }.Started(chain).Run();
    }

    // Something for each detector: a response that repeats itself until its third attempt, one that comes again, another
    // language, and nothing.
    private static string Astray(RunStep run) => (run.Step.Position.Loop, run.Step.Position.Prompt) switch
    {
        (2, 1) => string.Concat(Enumerable.Repeat("I love the sea and the sea loves me. ", 20)),
        (4, _) => "O rio corre devagar para o mar, e as pessoas da aldeia olham para ele todos os dias sem dizer nada.",
        (_, 2) => "The river runs slowly down to the sea, and the people of the village look at it every day without a word.",
        (5, _) => "",
        _ => $"In year {run.Step.Position.Loop} the {run.Seed % 97} ships of the harbour went out, and only {run.Seed % 89} of them came "
            + "back before the winter, as the old woman had told everybody who would listen.",
    };
}
