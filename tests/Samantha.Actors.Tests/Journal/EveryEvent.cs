using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;

namespace Samantha.Actors.Tests.Journal;

/// <summary>
/// Sessions in which everything happens that could happen in this version, in an order that a session could have. They were written
/// once, as the fixtures v1/…-every-x3vt and v1/…-branch-m4qz; a later version writes another one, for its new kinds of events.
/// </summary>
internal static class EveryEvent
{
    private static readonly StepPosition s_first = new(1, 1, 1, 1);
    private static readonly StepPosition s_second = new(1, 1, 1, 2);
    private static readonly StepPosition s_third = new(1, 2, 1, 1);
    private static readonly StepPosition s_fourth = new(2, 1, 1, 1);

    private static ChainDefinition Chain { get; } =
        ChainDefinition.FromPrompts(PromptList.Literal(["Write a program.", "Improve it."]), "Every event") with
        {
            Models = [ModelEntry.Of("one"), ModelEntry.Of("two")], Loops = RepeatCount.Of(2), FeedbackLoop = true, RunCode = true,
            PreviousResponse = "Love is a fire.", OnOverflow = OnOverflow.DropOldestFeedback,
        };

    /// <summary>A branch of a session with these events, up to its end.</summary>
    public static ImmutableArray<SessionEvent> BranchOf(string from, ImmutableArray<SessionEvent> before, string session)
    {
        ChainDefinition chain = Chain with { SystemPrompt = "Be brief." };
        Plan plan = Plan.Create(chain, 42);
        var events = before.ToBuilder();
        events[0] = (SessionStarted)events[0] with { SessionId = session };
        SessionState state = SessionState.Fold(events);
        void Add(Func<long, DateTimeOffset, SessionEvent> make)
        {
            events.Add(make(events.Count + 1, events[^1].AtUtc.AddSeconds(1)));
            state = state.Apply(events[^1]);
        }

        Add((n, at) => new SessionBranched(
            n, at, from, n - 1, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 42,
            ["system-prompt: (empty) -> Be brief."], "0.1.0", new ChainSource("/chains/every.conf")));
        foreach (int prompt in (int[])[1, 2])
        {
            var position = new StepPosition(2, 2, 1, prompt);
            Add((n, at) => new StepStarted(
                n, at, position, 1, "two", Chains.Settings.Hyperparameters.Default, 7, "Be brief.", state.PreviousResponse,
                plan.StepAt(position).Prompt.Text));
            Add((n, at) => new ResponseCommitted(
                n, at, position, 1, $"In short: {prompt}.", 30, 4, 3, 12, ResponseStopReason.StopWord, null, "4 5 6", 9, 512));
        }

        Add((n, at) => new SessionFinished(n, at));
        return events.ToImmutable();
    }

    public static ImmutableArray<SessionEvent> Events(string session, DateTimeOffset begin)
    {
        ChainDefinition chain = Chain;
        Plan plan = Plan.Create(chain, 42);
        var events = ImmutableArray.CreateBuilder<SessionEvent>();
        SessionState state = SessionState.Empty;
        void Add(Func<long, DateTimeOffset, SessionEvent> make)
        {
            SessionEvent happened = make(events.Count + 1, begin.AddSeconds(events.Count));
            state = state.Apply(happened);
            events.Add(happened);
        }

        StepStarted Start(long n, DateTimeOffset at, StepPosition position, int attempt) => new(
            n, at, position, attempt, plan.StepAt(position).Model.Name, Chains.Settings.Hyperparameters.Default, 7, "",
            state.PreviousResponse, plan.StepAt(position).Prompt.Text, state.PreviousTrimmedCharacters);
        var code = new ExtractedCode("print(1)", ["pip install x"], []);
        Add((n, at) => new SessionStarted(n, at, session, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 42, "0.1.0"));
        Add((n, at) => Start(n, at, s_first, 1));
        Add((n, at) => new ModelLoaded(
            n, at, "one", "/models/one.gguf", 1000, 41.5, 512, 1024, 2, "model", null,
            new ModelReceipt("b1", "haswell", 2, 2, 128, false, "ab"), "bubblewrap", "passed its self-test", SwapMs: 120.5));
        Add((n, at) => new ModelHashed(n, at, "one", "/models/one.gguf", 1000, "cd"));
        Add((n, at) => new ResponseCommitted(
            n, at, s_first, 1, "```python\nprint(1)\n```", 12, 9, 3, 30, ResponseStopReason.EndOfTurn, code, "1 2 3"));
        Add((n, at) => new CodeExecuted(n, at, s_first, 1, new CodeOutcome
        {
            End = CodeRunEnd.Exited, ExitCode = 0, Output = [new OutputPart(false, "1\n")], Sandbox = "bubblewrap",
        }));
        Add((n, at) => new FeedbackTrimmed(n, at, s_second, 5, state.PreviousResponse.Length - 5));
        Add((n, at) => Start(n, at, s_second, 1));
        Add((n, at) => new EngineRecycled(
            n, at, s_second, 1, "one", WorkPhase.Decode, 61_000, 60_000, 12.5, 17, 80, 1000, 2000, "no token for 61 s"));
        Add((n, at) => new StepFailed(n, at, s_second, 1, StepFailureReason.EngineUnresponsive, "no token", WillRetry: true));
        Add((n, at) => Start(n, at, s_second, 2));
        Add((n, at) => new PauseRequested(n, at, "another terminal"));
        Add((n, at) => new PreviousResponseReplaced(n, at, "A text of one's own.", "another terminal"));
        Add((n, at) => new SessionContinued(n, at, "another terminal"));
        Add((n, at) => new ClockGapNoted(n, at, ClockGapKind.MachineSuspended, 3_600_000));
        Add((n, at) => Start(n, at, s_second, 3));
        Add((n, at) => new HealthFinding(
            n, at, s_second, 3, HealthDetector.NearDuplicate, HealthAction.Note, 0.97, 0.8, "L1.M1.R1.P1"));
        Add((n, at) => new ResponseCommitted(n, at, s_second, 3, "Done.", 20, 2, 3, 6, ResponseStopReason.MaxTokens));
        Add((n, at) => Start(n, at, s_third, 1));
        Add((n, at) => new ModelLoadFailed(n, at, "two", "/models/two.gguf", StepFailureReason.ModelLoadFailed, "no model"));
        Add((n, at) => new StepFailed(n, at, s_third, 1, StepFailureReason.ModelLoadFailed, "no model"));
        Add((n, at) => new StopRequested(n, at, Now: false, "this program"));
        Add((n, at) => new SessionStopped(n, at, SessionStopReason.UserAfterStep, "Stopped by the user after a step."));
        Add((n, at) => new SessionResumed(n, at, "0.1.0"));
        Add((n, at) => new ModelSkipped(n, at, s_fourth, "one"));
        return events.ToImmutable();
    }
}
