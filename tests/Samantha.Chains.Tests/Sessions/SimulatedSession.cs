using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Steering;
using Samantha.Chains.Stop;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Sessions;

/// <summary>
/// Carries decisions out as the real session does, with an engine whose response follows from messages, settings and seed alone.
/// It goes through the JSON of every event, as a journal does.
/// </summary>
internal sealed class SimulatedSession
{
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<SessionEvent> _events = [];

    public IReadOnlyList<SessionEvent> Events => _events;

    /// <summary>The transcript without anything that depends on clocks, stops or retries.</summary>
    public string StableTranscript => string.Join('\n', TranscriptWriter.Lines(Events, TranscriptOptions.Stable));

    public SessionState State { get; private set; } = SessionState.Empty;

    /// <summary>What the engine does with a step: a reason makes it fail.</summary>
    public Func<RunStep, StepFailureReason?> Failing { get; init; } = _ => null;

    public Func<RunStep, string> Responding { get; init; } = Respond;

    /// <summary>What running the code of a response comes to.</summary>
    public Func<RunCode, CodeOutcome> Executing { get; init; } = Execute;

    public static SimulatedSession Begin(ChainDefinition chain, ulong seed = 42) => new SimulatedSession().Started(chain, seed);

    public SimulatedSession Started(ChainDefinition chain, ulong seed = 42)
    {
        Write((sequence, at) => new SessionStarted(sequence, at, "s1", ChainJson.Serialize(chain),
            ChainFingerprint.Of(chain), seed, "0.1.0"));
        return this;
    }

    /// <summary>The session as its journal has it after so many events, resumed: the rest was lost with the program.</summary>
    public SimulatedSession CrashAfter(int events)
    {
        var resumed = new SimulatedSession { Failing = Failing, Responding = Responding, Executing = Executing };
        foreach (var sessionEvent in _events.Take(events))
        {
            resumed.Write((_, _) => sessionEvent);
        }

        if (resumed.State.Status != SessionStatus.Finished)
        {
            resumed.Write((sequence, at) => new SessionResumed(sequence, at, "0.1.0"));
        }

        return resumed;
    }

    public SimulatedSession Resume()
    {
        Write((sequence, at) => new SessionResumed(sequence, at, "0.1.0"));
        return this;
    }

    public SimulatedSession Run(int decisionsMax = 5000)
    {
        var plan = Plan.Create(State.Chain!, State.BaseSeed);
        for (var made = 0; made < decisionsMax; made++)
        {
            if (!Carry(SessionDecisions.Next(State, plan, Clock())))
            {
                return this;
            }
        }

        return this;
    }

    private StopClock Clock() => new(State.Elapsed(State.LastAtUtc), State.LastAtUtc, TimeZoneInfo.Utc);

    public void Write(Func<long, DateTimeOffset, SessionEvent> make)
    {
        var sequence = State.LastSequence + 1;
        var made = make(sequence, Start.AddSeconds(sequence));
        var stored = SessionEventJson.Deserialize(SessionEventJson.Serialize(made));
        _events.Add(stored);
        State = State.Apply(stored);
    }

    public bool Carry(SessionDecision decision)
    {
        switch (decision)
        {
            case RunStep run:
                Write(run.ToEvent);
                if (Failing(run) is { } reason)
                {
                    Write((sequence, at) => new StepFailed(
                        sequence, at, run.Step.Position, run.Attempt, reason, "broken", StepRetry.ShouldRetry(reason,
                            run.Attempt)));
                }
                else
                {
                    var text = Responding(run);
                    var verdict = HealthJudge.Judge(State, text);
                    foreach (var found in verdict.Findings)
                    {
                        Write((sequence, at) => new HealthFinding(
                            sequence, at, run.Step.Position, run.Attempt, found.Sign.Detector, found.Action, found.Sign.Measure,
                            found.Sign.Threshold, found.Sign.Evidence, found.TemperatureRaise, found.InjectedPrompt));
                    }

                    var end = verdict.Action == HealthAction.Reseed
                        ? ResponseStopReason.RejectedByDetector
                        : ResponseStopReason.EndOfTurn;
                    Write((sequence, at) => new ResponseCommitted(
                        sequence, at, run.Step.Position, run.Attempt, text, 10, 5, 100, 400, end,
                        verdict.DropsCode ? null : CodeExtraction.For(State.Chain!, text, end), TokensOf(run, text)));
                }

                return true;
            case RunCode run:
                Write((sequence, at) => new CodeExecuted(sequence, at, run.Position, run.Attempt, Executing(run)));
                return true;
            case FailStep fail:
                Write((sequence, at) => new StepFailed(sequence, at, fail.Step.Position, fail.Attempt, fail.Reason,
                    fail.Message));
                return true;
            case StopSession stop:
                Write((sequence, at) => new SessionStopped(sequence, at, stop.Reason, stop.Message, stop.Rule));
                return false;
            case AwaitContinue:
                return false;
            default:
                if (State.Status != SessionStatus.Finished)
                {
                    Write((sequence, at) => new SessionFinished(sequence, at));
                }

                return false;
        }
    }

    private static CodeOutcome Execute(RunCode run) => new()
    {
        End = run.Code.Program.Length == 0 ? CodeRunEnd.NothingToRun : CodeRunEnd.Exited,
        ExitCode = run.Code.Program.Length == 0 ? null : 0,
        Output = [new OutputPart(false, $"ran {run.Code.Program.Length} characters of {run.Position}\n")],
        Sandbox = "simulated",
    };

    // Five tokens, the given ones first; the others follow from the text.
    private static string TokensOf(RunStep run, string text)
    {
        var given = TokenIds.Read(run.GivenTokens);
        return TokenIds.Write(given.Concat(text.Select(letter => (int)letter)).Take(Math.Max(5, given.Length)));
    }

    private static string Respond(RunStep run)
    {
        ulong hash = run.Seed;
        foreach (var letter in string.Join("|", run.Messages.Select(message => message.Role + message.Content)) + run.GivenTokens)
        {
            hash = SplitMix64.Mix(hash + letter);
        }

        return string.Create(CultureInfo.InvariantCulture, $"R{hash % 1000} to {run.Step.Prompt.Number} "
            + $"at {run.Hyperparameters.Temperature}");
    }
}
