using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Exports.Reading;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Reading;

/// <summary>Events become steps, whatever happened in between, and nothing gets lost on the way.</summary>
public sealed class StepAssemblerTests
{
    [Fact]
    public void A_step_that_was_interrupted_and_answered_again_is_two_attempts()
    {
        var at = EventScript.At(1);
        var steps = Steps(new EventScript().Begin(at, "a").Answer(at, "hal", ResponseStopReason.Interrupted)
            .Add((n, time) => new SessionStopped(n, time, SessionStopReason.UserNow, "Stopped by the user."))
            .Add((n, time) => new SessionResumed(n, time, "0.1.0"))
            .Begin(at, "a", attempt: 2).Answer(at, "half and whole", attempt: 2).Finish());
        Assert.Equal([(StepEnd.Interrupted, "hal", "L1.M1.R1.P1"), (StepEnd.Answered, "half and whole", "L1.M1.R1.P1.A2")],
            steps.Select(step => (step.End, step.Text, step.Anchor)));
    }

    [Fact]
    public void Code_that_was_run_after_a_crash_belongs_to_its_response()
    {
        var at = EventScript.At(1);
        var step = Steps(new EventScript().Begin(at, "a").Answer(at, "ok", code: new("x", [], []))
            .Add((n, time) => new SessionResumed(n, time, "0.1.0")).Ran(at, EventScript.Exited("1"))).Single();
        Assert.Equal("1", step.Code!.Outcome.Stdout);
    }

    [Fact]
    public void A_previous_response_that_did_not_fit_ends_the_attempt()
    {
        var at = EventScript.At(1);
        var steps = Steps(new EventScript().Begin(at, "a", "long").Add((n, time) => new FeedbackTrimmed(n, time, at, 2, 2))
            .Begin(at, "a", "ng", attempt: 2).Answer(at, "ok", attempt: 2));
        Assert.Equal([StepEnd.Trimmed, StepEnd.Answered], steps.Select(step => step.End));
    }

    [Fact]
    public void A_step_without_an_outcome_has_what_was_written_so_far()
    {
        var at = EventScript.At(1);
        var source = new EventScript().Begin(at, "a").Source with { Unfinished = () => new UnfinishedResponse(at, 1, "so fa",
            2) };
        var step = StepAssembler.Items(source, long.MaxValue).OfType<StepItem>().Single().Step;
        Assert.Equal((StepEnd.Unfinished, "so fa"), (step.End, step.Text));
        var other = source with { Unfinished = () => new UnfinishedResponse(at, 2, "so fa", 2) };
        Assert.Equal("", StepAssembler.Items(other, long.MaxValue).OfType<StepItem>().Single().Step.Text);
    }

    [Fact]
    public void In_any_order_every_event_is_somewhere_in_the_items()
    {
        var makers = Gen.Choose(0, 8).Two().ListOf().ToArbitrary();
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(makers, kinds =>
        {
            var script = new EventScript();
            foreach (var (kind, place) in kinds)
            {
                Add(script, kind, EventScript.At(1 + (place % 2)), 1 + (place / 5));
            }

            var items = StepAssembler.Items(script.Source, long.MaxValue).ToList();
            Assert.Equal(
                script.Events.Select(sessionEvent => sessionEvent.Sequence),
                items.SelectMany(EventsOf).Select(sessionEvent => sessionEvent.Sequence).Order());
            return true;
        }));
    }

    private static void Add(EventScript script, int kind, StepPosition at, int attempt) => _ = kind switch
    {
        0 => script.Begin(at, "p", attempt: attempt),
        1 => script.Answer(at, "r", attempt: attempt),
        2 => script.Answer(at, "r", code: new("x", [], []), attempt: attempt),
        3 => script.Ran(at, EventScript.Exited("1")),
        4 => script.Add((n, time) => new StepFailed(n, time, at, attempt, StepFailureReason.EngineFailed, "m",
            WillRetry: attempt == 1)),
        5 => script.Add((n, time) => new ModelSkipped(n, time, at, "m")),
        6 => script.Add((n, time) => new FeedbackTrimmed(n, time, at, 1, 1)),
        7 => script.Loaded(),
        _ => script.Add((n, time) => new StopRequested(n, time, false, "test")),
    };

    private static IEnumerable<SessionEvent> EventsOf(ExportItem item) => item switch
    {
        NoteItem note => [note.Event],
        StepItem { Step: var step } => new SessionEvent?[]
        {
            step.Started, step.Response, step.Code, step.Failure, step.Skipped, step.Trim,
        }.OfType<SessionEvent>(),
        _ => [],
    };

    private static List<ExportStep> Steps(EventScript script) =>
        [.. StepAssembler.Items(script.Source, long.MaxValue).OfType<StepItem>().Select(item => item.Step)];
}
