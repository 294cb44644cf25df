using Samantha.Actors.Journal;
using Samantha.Actors.Tests.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Actors.Tests.Journal;

/// <summary>Parts of long journals, and the snapshot from which one is folded.</summary>
public sealed class LongJournalTests
{
    private const int Loops = 40;

    [Fact]
    public void The_last_steps_are_found_without_reading_the_rest()
    {
        using JournalFixture journal = Written();
        using JournalReader reader = JournalReader.Open(journal.Folder);

        Assert.Equal(
            ["L40.M1.R1.P1", "L40.M1.R1.P2"], Answered(JournalWindow.Last(reader, 2)));
        Assert.Equal(2 * Loops, Answered(JournalWindow.Last(reader, 1_000)).Length);
        Assert.Equal("step-started", JournalWindow.Last(reader, 2).First().Type);
    }

    [Theory]
    [InlineData("L1.M1.R1.P1", 80)]
    [InlineData("L17.M1.R1.P2", 47)]
    [InlineData("L40.M1.R1.P2", 1)]
    [InlineData("L41.M1.R1.P1", 0)]
    public void From_a_step_on_everything_that_follows_is_read(string step, int answered)
    {
        using JournalFixture journal = Written();
        using JournalReader reader = JournalReader.Open(journal.Folder);
        Assert.True(StepPosition.TryParse(step, out StepPosition position));

        string[] steps = Answered(JournalWindow.From(reader, position));

        Assert.Equal(answered, steps.Length);
        Assert.Equal(answered > 0 ? step : null, steps.FirstOrDefault());
        Assert.Equal(Math.Min(3, answered), Answered(JournalWindow.Limit(JournalWindow.From(reader, position), 3)).Length);
    }

    [Fact]
    public void The_state_from_the_snapshot_is_the_fold_of_every_event()
    {
        using JournalFixture journal = Written();
        using JournalReader reader = JournalReader.Open(journal.Folder);

        Assert.NotNull(reader.ReadSnapshot());
        Assert.Equal(
            StateSnapshot.Of(SessionState.Fold(SessionJournals.Events(reader))), StateSnapshot.Of(SessionJournals.ReadState(reader)));
    }

    [Theory]
    [InlineData("UPDATE snapshot SET text = replace(text, 'Answer', 'answer')")]
    [InlineData("UPDATE snapshot SET sequence = sequence + 2")]
    [InlineData("UPDATE snapshot SET form = 'of another version'")]
    [InlineData("DELETE FROM snapshot")]
    [InlineData("DROP TABLE snapshot")]
    public void A_snapshot_that_does_not_belong_to_the_records_is_not_used(string damage)
    {
        using JournalFixture journal = Written();
        journal.Tamper(damage);
        using JournalReader reader = JournalReader.Open(journal.Folder);

        Assert.Equal(
            StateSnapshot.Of(SessionState.Fold(SessionJournals.Events(reader))), StateSnapshot.Of(SessionJournals.ReadState(reader)));
    }

    [Fact]
    public void A_damaged_record_before_the_snapshot_is_still_found_when_the_session_is_resumed()
    {
        using JournalFixture journal = Written();
        journal.Tamper("UPDATE record SET json = replace(json, 'Answer', 'answer') WHERE sequence = 11");

        (JournalWriter writer, SessionState state, string? note) = SessionJournals.Reopen(journal.Folder, JournalFixture.Time);
        writer.Dispose();

        Assert.Equal(10, state.LastSequence);
        Assert.Contains("damaged", note, StringComparison.Ordinal);
    }

    private static string[] Answered(IEnumerable<JournalRecord> records) =>
        [.. records.Select(r => SessionEventJson.Deserialize(r.Json)).OfType<ResponseCommitted>().Select(e => e.Position.StepId)];

    private static JournalFixture Written()
    {
        var journal = new JournalFixture();
        ChainDefinition chain = ChainDefinition.FromPrompts(PromptList.Literal(["one", "two"])) with
        {
            Models = [ModelEntry.Of("a")], Loops = RepeatCount.Of(Loops), FeedbackLoop = true,
        };
        Plan plan = Plan.Create(chain, 1);
        SessionState state = SessionState.Empty;
        var records = new List<JournalRecord>();
        JournalSnapshot? snapshot = null;
        void Add(Func<long, DateTimeOffset, SessionEvent> make)
        {
            SessionEvent happened = make(state.LastSequence + 1, JournalFixture.Time.Now.AddSeconds(state.LastSequence));
            state = state.Apply(happened);
            records.Add(SessionJournals.ToRecord(happened));
        }

        Add((n, at) => new SessionStarted(
            n, at, JournalFixture.Session.Text, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 1, "1"));
        while (SessionDecisions.Next(state, plan, new StopClock(TimeSpan.Zero, state.LastAtUtc, TimeZoneInfo.Utc)) is RunStep run)
        {
            Add(run.ToEvent);
            Add((n, at) => new ResponseCommitted(
                n, at, run.Step.Position, 1, $"Answer to {run.Step.StepId}", 3, 3, 1, 1, ResponseStopReason.EndOfTurn));
            snapshot = records.Count == 101 ? SessionJournals.ToSnapshot(state) : snapshot;
        }

        Add((n, at) => new SessionFinished(n, at));
        using JournalWriter writer = journal.Create();
        writer.Append(records, snapshot: snapshot);
        return journal;
    }
}
