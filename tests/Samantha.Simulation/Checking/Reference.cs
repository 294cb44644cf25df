using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Transcripts;
using Samantha.Simulation.World;

namespace Samantha.Simulation.Checking;

/// <summary>The same chain, walked without actors, time or faults: what an uninterrupted session writes.</summary>
internal static class Reference
{
    private const int DecisionsMax = 1000;

    /// <summary>A transcript without anything that depends on clocks, stops or retries.</summary>
    public static string Transcript(IEnumerable<SessionEvent> events) =>
        string.Join('\n', TranscriptWriter.Lines(events, TranscriptOptions.Stable));

    public static string TranscriptOf(SessionId session, ChainDefinition chain)
    {
        var events = new List<SessionEvent>();
        SessionState state = SessionState.Empty;
        Write((n, at) => new SessionStarted(
            n, at, session.Text, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), chain.Seed!.Value, "simulated"));
        Plan plan = Plan.Create(chain, state.BaseSeed);
        for (int made = 0; made < DecisionsMax && state.Status != SessionStatus.Finished; made++)
        {
            switch (SessionDecisions.Next(state, plan, new StopClock(TimeSpan.Zero, state.LastAtUtc, TimeZoneInfo.Utc)))
            {
                case RunStep run:
                    Run(run);
                    break;
                case RunCode code:
                    Write((n, at) => new CodeExecuted(n, at, code.Position, code.Attempt, Script.Outcome(code.Code.Program)));
                    break;
                case FailStep fail:
                    Write((n, at) => new StepFailed(n, at, fail.Step.Position, fail.Attempt, fail.Reason, fail.Message));
                    break;
                case StopSession stop:
                    Write((n, at) => new SessionStopped(n, at, stop.Reason, stop.Message, stop.Rule));
                    Write((n, at) => new SessionResumed(n, at, "simulated"));
                    break;
                default:
                    Write((n, at) => new SessionFinished(n, at));
                    break;
            }
        }

        return Transcript(events);

        void Write(Func<long, DateTimeOffset, SessionEvent> make)
        {
            SessionEvent next = make(state.LastSequence + 1, DateTimeOffset.UnixEpoch.AddSeconds(state.LastSequence));
            events.Add(next);
            state = state.Apply(next);
        }

        void Run(RunStep run)
        {
            Write(run.ToEvent);
            (string[] words, int promptTokens) =
                Script.Response(chain, run.SystemPrompt, run.PreviousResponse, run.Prompt, run.Seed);
            (_, int count, ResponseStopReason reason) = Cut(chain, words);
            string text = string.Concat(words.Take(count));
            HealthVerdict verdict = HealthJudge.Judge(state, text);
            reason = verdict.Action == HealthAction.Reseed ? ResponseStopReason.RejectedByDetector : reason;
            foreach (HealthVerdict.Finding found in verdict.Findings)
            {
                Write((n, at) => new HealthFinding(
                    n, at, run.Step.Position, run.Attempt, found.Sign.Detector, found.Action, found.Sign.Measure,
                    found.Sign.Threshold, found.Sign.Evidence, found.TemperatureRaise, found.InjectedPrompt));
            }

            Write((n, at) => new ResponseCommitted(
                n, at, run.Step.Position, run.Attempt, text, promptTokens, count, 1, 1, reason,
                verdict.DropsCode ? null : CodeExtraction.For(chain, text, reason)));
        }
    }

    /// <summary>How many words of a response there are when it is ended where it only repeats itself.</summary>
    public static (string[] Words, int Count, ResponseStopReason Reason) Cut(ChainDefinition chain, string[] words)
    {
        var watch = new RepetitionWatch(chain.Health.Repetition);
        int count = 0;
        bool isFound = false;
        while (count < words.Length && !isFound)
        {
            isFound = watch.Append(words[count++]) && HealthJudge.Cuts(chain.Health);
        }

        return (words, count, isFound ? ResponseStopReason.CutByDetector : ResponseStopReason.EndOfTurn);
    }
}
