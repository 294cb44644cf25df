using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Health;

/// <summary>What findings lead to, in whole sessions that go through the JSON of their events.</summary>
public class HealthSessionTests
{
    private const string Loop = "I love the sea and the sea loves me. ";

    private static readonly string s_looping = string.Concat(Enumerable.Repeat(Loop, 20));

    public static TheoryData<HealthAction> Actions => [.. Enum.GetValues<HealthAction>()];

    [Fact]
    public void A_note_changes_nothing_but_the_journal()
    {
        var noted = Run(HealthAction.Note, LoopsAt(2));
        var off = Run(HealthAction.Off, LoopsAt(2));

        var finding = Assert.Single(noted.Events.OfType<HealthFinding>());
        Assert.Equal((HealthDetector.Repetition, HealthAction.Note), (finding.Detector, finding.Action));
        Assert.Contains("the sea loves me", finding.Evidence, StringComparison.Ordinal);
        Assert.Empty(off.Events.OfType<HealthFinding>());
        Assert.Equal(Prompts(off), Prompts(noted));
    }

    [Fact]
    public void A_skipped_response_is_not_fed_back_and_not_part_of_what_is_joined()
    {
        var session = Run(HealthAction.Skip, LoopsAt(2), "Say something.", "Say more.", "[all] full_text");

        var steps = Started(session);
        Assert.Equal(Committed(session)[0].Text, steps[2].PreviousResponse);
        Assert.DoesNotContain(Loop, steps[2].Prompt, StringComparison.Ordinal);
        Assert.Equal(ResponseStopReason.EndOfTurn, Committed(session)[1].StopReason);
    }

    [Fact]
    public void The_temperature_rises_for_the_next_responses_and_goes_back_after_three_good_ones()
    {
        var session = Run(
            HealthAction.RaiseTemperature, run => run.Step.Number is 1 or 2 ? s_looping : Fresh(run),
            [.. Enumerable.Range(1, 8).Select(number => $"Prompt {number}")]);

        Assert.Equal([0, 0.2, 0.4, 0.4, 0.4, 0, 0, 0], Started(session).Select(step => step.Hyperparameters.Temperature));
        var raised = Started(session)[1].Hyperparameters;
        Assert.False(HyperparameterAdvice.IsDeterministic(raised));
        Assert.Equal([0.2, 0.4], session.Events.OfType<HealthFinding>().Select(finding => finding.TemperatureRaise!.Value));
    }

    [Fact]
    public void The_temperature_never_rises_beyond_its_maximum()
    {
        var session = Run(HealthAction.RaiseTemperature, _ => s_looping,
            [.. Enumerable.Range(1, 12).Select(number => $"Prompt {number}")]);

        Assert.Equal(1.5, Started(session).Max(step => step.Hyperparameters.Temperature));
    }

    [Fact]
    public void A_rejected_response_is_asked_for_again_with_other_seeds_and_in_the_end_skipped()
    {
        var session = Run(HealthAction.Reseed, LoopsAt(2), "One.", "Two.", "Three.");

        Assert.Equal(
            ["L1.M1.R1.P1", "L1.M1.R1.P2", "L1.M1.R1.P2", "L1.M1.R1.P2", "L1.M1.R1.P3"],
            Started(session).Select(step => step.Position.StepId));
        Assert.Equal(5, Started(session).Select(step => step.Seed).Distinct().Count());
        Assert.Equal(
            [HealthAction.Reseed, HealthAction.Reseed, HealthAction.Skip],
            session.Events.OfType<HealthFinding>().Select(finding => finding.Action));
        Assert.Equal(Committed(session)[0].Text, Started(session)[^1].PreviousResponse);
        Assert.Equal((3, 0), (session.State.StepsAnswered, session.State.StepsFailed));
    }

    [Fact]
    public void Another_response_that_is_good_takes_the_place_of_a_rejected_one()
    {
        var session = Run(
            HealthAction.Reseed, run => run is { Step.Number: 2, Attempt: 1 } ? s_looping : Fresh(run), "One.", "Two.", "Three.");

        Assert.Equal(ResponseStopReason.RejectedByDetector, Committed(session)[1].StopReason);
        Assert.Equal(Committed(session)[2].Text, Started(session)[^1].PreviousResponse);
    }

    [Fact]
    public void A_text_goes_in_front_of_the_next_prompt_once()
    {
        var session = Run(HealthAction.InjectPrompt, LoopsAt(1), "One.", "Two.", "Three.");

        Assert.Equal(["One.", HealthSettings.DefaultInjectPrompt + "\n\nTwo.", "Three."], Prompts(session));
    }

    [Fact]
    public void The_rest_of_the_models_turn_is_left_out()
    {
        var chain = Chain(HealthAction.NextModel, "One.", "Two.", "Three.") with
        {
            Models = [ModelEntry.Of("a"), ModelEntry.Of("b")],
        };
        var session = new SimulatedSession { Responding = LoopsAt(2) }.Started(chain).Run();

        Assert.Equal(
            ["L1.M1.R1.P1", "L1.M1.R1.P2", "L1.M2.R1.P1", "L1.M2.R1.P2", "L1.M2.R1.P3"],
            Started(session).Select(step => step.Position.StepId));
        Assert.Equal(Committed(session)[0].Text, Started(session)[2].PreviousResponse);
    }

    [Fact]
    public void The_session_stops_with_the_reason_and_goes_on_when_it_is_resumed()
    {
        var session = Run(HealthAction.Stop, LoopsAt(2), "One.", "Two.", "Three.");

        var stopped = Assert.IsType<SessionStopped>(session.Events[^1]);
        Assert.Equal(SessionStopReason.Health, stopped.Reason);
        Assert.Contains("repetition", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(3, session.Resume().Run().State.StepsAnswered);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_session_that_dies_anywhere_ends_as_if_it_had_not(HealthAction action)
    {
        SimulatedSession Begin() => new SimulatedSession { Responding = run => run.Step.Number is 2 or 4 ? s_looping : Fresh(run) }
            .Started(Chain(action, "One.", "Two.", "Three. full_text", "Four.", "Five.") with { Loops = RepeatCount.Of(2) });
        var whole = Begin().Run();
        for (var events = 1; events < whole.Events.Count; events++)
        {
            var resumed = whole.CrashAfter(events).Run();

            Assert.Equal(whole.StableTranscript, resumed.StableTranscript);
            Assert.Equal(whole.State.Health with { StopsFor = null }, resumed.State.Health with { StopsFor = null });
        }
    }

    [Fact]
    public void Of_several_findings_the_strongest_acts_and_the_others_are_noted()
    {
        var chain = Chain(HealthAction.Skip, "One.", "Two.") with
        {
            Health = HealthSettings.Default.With(HealthAction.Skip) with
            {
                NearDuplicate = NearDuplicateSettings.Default with { Action = HealthAction.Stop },
            },
        };
        var session = new SimulatedSession { Responding = _ => s_looping }.Started(chain with { Loops = RepeatCount.Of(2) }).Run();

        Assert.Equal(
            [
                (HealthDetector.Repetition, HealthAction.Skip), (HealthDetector.Repetition, HealthAction.Note),
                (HealthDetector.NearDuplicate, HealthAction.Stop),
            ],
            session.Events.OfType<HealthFinding>().Select(finding => (finding.Detector, finding.Action)));
    }

    [Fact]
    public void What_is_remembered_of_an_endless_session_has_a_bound()
    {
        var chain = Chain(HealthAction.Note, "One.") with { Health = HealthSettings.Default.With(HealthAction.Note) };
        var session = new SimulatedSession().Started(chain with { Loops = RepeatCount.Endless }).Run(500);

        Assert.Equal(64, session.State.Health.Sketches.Length);
        Assert.Equal(SessionState.Fold(session.Events).Health, session.State.Health);
    }

    private static SimulatedSession Run(HealthAction action, Func<RunStep, string> responding, params string[] prompts) =>
        new SimulatedSession { Responding = responding }
            .Started(Chain(action, prompts.Length > 0 ? prompts : ["One.", "Two.", "Three."])).Run();

    private static ChainDefinition Chain(HealthAction action, params string[] prompts) =>
        TestChains.WithPromptText("m", string.Concat(prompts.Select(prompt => prompt + "\n$$$\n"))) with
        {
            FeedbackLoop = true,
            Health = HealthSettings.Default with { Repetition = RepetitionSettings.Default with { Action = action } },
        };

    private static Func<RunStep, string> LoopsAt(long number) => run => run.Step.Number == number ? s_looping : Fresh(run);

    private static string Fresh(RunStep run) => $"Something new about {run.Step.Position} with seed {run.Seed}.";

    private static ImmutableArray<StepStarted> Started(SimulatedSession session) => [.. session.Events.OfType<StepStarted>()];

    private static ImmutableArray<ResponseCommitted> Committed(SimulatedSession session) =>
        [.. session.Events.OfType<ResponseCommitted>()];

    private static string[] Prompts(SimulatedSession session) => [.. Started(session).Select(step => step.Prompt)];
}
