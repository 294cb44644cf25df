using System.Collections.Immutable;
using System.Text;
using Samantha.Actors.Journal;
using Samantha.Actors.Replay;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Tests.Support;

/// <summary>
/// A finished session whose every time and number is known beforehand, and how its tokens were chosen: for pictures of screens that
/// must be the same on every machine.
/// </summary>
internal sealed class RecordedSession : IEvidenceDesk
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 14, 9, 30, 0, TimeSpan.Zero);

    private readonly StepStarted _started = Started(3, 1, 1, "Write a sentence about love.");

    private readonly ResponseCommitted _committed = Committed(4, 1, 3, "**Love** is a fire that warms the heart.");

    public static SessionId Id { get; } = SessionId.Parse("20260314-0930-pair-k3f9");

    /// <summary>Writes its journal, as if it had been answered long ago.</summary>
    public void Write(DataFolder data)
    {
        ChainDefinition chain = ChainFileReader.Read(
            "chain { name = Pair, models = [\"samantha-mini\"], prompts = [\"Write a sentence about love.\", \"And one about life.\"] }",
            "pair.conf", name => FileText.Failed(name, "")).Chain!;
        SessionEvent[] events =
        [
            new SessionStarted(1, At(0), Id.Text, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 42, "1.2.3"),
            new ModelLoaded(
                2, At(1), "samantha-mini", "/models/samantha-mini.gguf", 2_700_000, 850, 1024, 1024, 2, "chatml",
                Sandbox: "bubblewrap", SwapMs: 1_300),
            _started,
            _committed,
            Started(5, 2, 9, "And one about life."),
            Committed(6, 2, 11, "Life is short, and the day is long."),
            new SessionFinished(7, At(11)),
        ];
        string folder = data.SessionFolder(Id);
        Directory.CreateDirectory(folder);
        using JournalWriter writer = JournalWriter.Create(folder, Id, TimeProvider.System);
        writer.Append(
            [.. events.Select(SessionJournals.ToRecord)],
            new SessionSummary(chain.Name, SessionStatusText.Finished, At(0), At(11), 2, 2, 61, 0));
    }

    public Task<ExplainedResponse?> ReadAsync(SessionId session, StepPosition? position, int candidates, CancellationToken ct) =>
        Task.FromResult<ExplainedResponse?>(
            new ExplainedResponse(_started, _committed, [Token(0, 5, 0), Token(1, 6, 1), Token(2, 5, 0)], FromJournal: true, SameTokens: true));

    private static StepStarted Started(long sequence, int prompt, int second, string text) => new(
        sequence, At(second), new StepPosition(1, 1, 1, prompt), 1, "samantha-mini", Hyperparameters.Default, 7, "", "", text);

    private static ResponseCommitted Committed(long sequence, int prompt, int second, string text) => new(
        sequence, At(second), new StepPosition(1, 1, 1, prompt), 1, text, 20, 12, 300, 500, ResponseStopReason.EndOfTurn,
        ContextTokens: 1024);

    // Three candidates of which top_k leaves two.
    private static TokenEvidence Token(int index, int chosen, int rankBelow) => new(
        index, chosen, rankBelow + 1, EndsTurn: false, Given: false, 3.5,
        [
            new EvidenceStage("raw", 2048, 5, 1.7032, 1, 1.62, true), new EvidenceStage("top_k", 2, 5, 1.3679, 1, 0.84, false),
            new EvidenceStage("temperature", 2, 5, 1.2397, 0.7, 0.71, false),
        ],
        [Candidate(5, "Love", 5, -1), Candidate(6, " is", 4, -1), Candidate(7, " a", 3, 1)]);

    private static EvidenceCandidate Candidate(int token, string text, float logit, int removedBy) =>
        new(token, [.. Encoding.UTF8.GetBytes(text)], [logit], removedBy);

    private static DateTimeOffset At(int second) => s_start.AddSeconds(second);
}
