using System.Globalization;
using System.Text;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// Writes the journal of a long session as the session itself would have: the real decisions, the real events, the real writer;
/// only the responses are made up. Equal arguments give equal journals but for their times.
/// </summary>
internal static class JournalGenerator
{
    private const int BatchRecords = 2_000;
    private const int ResponseWords = 60;
    private const int StepsPerTurn = 25;

    private static readonly string[] s_words =
        "love fire warms heart story river light stone memory garden winter song answer careful letter silence".Split(' ');

    public static SessionId Write(DataFolder data, long responses)
    {
        ChainDefinition chain = Chain(responses);
        Plan plan = Plan.Create(chain, 1);
        SessionId session = data.CreateSession(chain.Name, TimeProvider.System);
        using JournalWriter writer = JournalWriter.Create(data.SessionFolder(session), session, TimeProvider.System);
        var batch = new Batch(writer, plan.TotalSteps);
        batch.Add((n, at) => new SessionStarted(
            n, at, session.Text, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 1, "bench"));
        for (long step = 0; step < responses; step++)
        {
            var run = (RunStep)SessionDecisions.Next(
                batch.State, plan, new StopClock(TimeSpan.Zero, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
            batch.Add(run.ToEvent);
            if (step % StepsPerTurn == 0)
            {
                batch.Add((n, at) => new ModelLoaded(
                    n, at, run.Step.Model.Name, "/models/samantha-mini-q8_0.gguf", 1_362_720, 41, 512, 1024, 1, "model"));
            }

            batch.Add((n, at) => new ResponseCommitted(
                n, at, run.Step.Position, 1, Text(step), 160, ResponseWords, 31, 40, ResponseStopReason.EndOfTurn,
                TokenIds: TokenIds(step)));
        }

        batch.Add((n, at) => new StopRequested(n, at, Now: false, "bench"));
        batch.Add((n, at) => new SessionStopped(n, at, SessionStopReason.UserAfterStep, "Stopped by the user after a step."));
        batch.Flush();
        return session;
    }

    private static ChainDefinition Chain(long responses) => new()
    {
        Name = "Long journal",
        Models = [ModelEntry.Of("samantha-mini-q8_0"), ModelEntry.Of("samantha-mini-q4_0")],
        Prompts = PromptList.Literal([.. Enumerable.Range(1, 5).Select(n => $"Improve your previous response, part {n}.")]),
        Responses = RepeatCount.Of(5),
        Loops = RepeatCount.Of((responses / (2 * StepsPerTurn)) + 2),
        FeedbackLoop = true,
        Hyperparameters = new HyperparameterOverrides { ContextTokens = 512 },
    };

    private static string Text(long step)
    {
        var text = new StringBuilder();
        ulong random = Mix((ulong)step);
        for (int word = 0; word < ResponseWords; word++)
        {
            random = Mix(random);
            text.Append(word == 0 ? "" : " ").Append(s_words[random % (ulong)s_words.Length]);
        }

        return text.Append(CultureInfo.InvariantCulture, $" ({step}).").ToString();
    }

    // Numbers that look like chance and are the same every time.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value * 6364136223846793005) + 1442695040888963407;
            return value ^ (value >> 29);
        }
    }

    private static string TokenIds(long step) =>
        string.Join(' ', Enumerable.Range(0, ResponseWords).Select(n => Mix((ulong)(step + n)) % 4096));

    private sealed class Batch(JournalWriter writer, long? stepsTotal)
    {
        private readonly List<JournalRecord> _records = [];
        private readonly DateTimeOffset _begin = DateTimeOffset.UtcNow;

        public SessionState State { get; private set; } = SessionState.Empty;

        public void Add(Func<long, DateTimeOffset, SessionEvent> make)
        {
            long sequence = State.LastSequence + 1;
            SessionEvent happened = make(sequence, _begin.AddMilliseconds(sequence * 30));
            State = State.Apply(happened);
            _records.Add(SessionJournals.ToRecord(happened));
            if (_records.Count == BatchRecords)
            {
                Flush();
            }
        }

        public void Flush()
        {
            var summary = new SessionSummary(
                State.Chain!.Name, State.Status == SessionStatus.Stopped ? SessionStatusText.Stopped : SessionStatusText.Running,
                State.StartedAtUtc, State.LastAtUtc, State.StepsAnswered, stepsTotal, State.PromptTokens + State.ResponseTokens,
                State.StepsFailed);
            writer.Append(_records, summary, snapshot: SessionJournals.ToSnapshot(State));
            _records.Clear();
        }
    }
}
