using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Actors.Tests.Journal;

/// <summary>
/// Whole journals of version 0.1 with every kind of event that it had: read, folded, shown and continued for ever.
/// </summary>
public sealed class EveryEventFixtureTests
{
    private const string Name = "20261127-1900-every-x3vt";
    private const string Branch = "20261127-1901-branch-m4qz";

    /// <summary>Set to a folder, the journal is written there once more; for a new fixture of a new version, never to replace one.</summary>
    private const string WriteVariable = "SAMANTHA_WRITE_FIXTURE";

    private static readonly DateTimeOffset s_begin = new(2026, 11, 27, 19, 0, 0, TimeSpan.Zero);

    private static string Fixture => FolderOf(Name);

    private static readonly string[] s_names = [Name, Branch];

    public static TheoryData<string> Names => new(s_names);

    [Fact]
    public void It_adds_up_to_the_same_session_for_ever()
    {
        using JournalReader reader = JournalReader.Open(Fixture);

        SessionState state = SessionJournals.ReadState(reader);

        Assert.Null(reader.Damage);
        Assert.Equal(Name, reader.Session.Text);
        Assert.Equal(
            (SessionStatus.Running, 2L, 1L, 32L, 11L),
            (state.Status, state.StepsAnswered, state.StepsFailed, state.PromptTokens, state.ResponseTokens));
        Assert.Equal("A text of one's own.", state.PreviousResponse);
        Assert.Equal(
            "L2.M2.R1.P1", SessionDecisions.NextPosition(state, Plan.Create(state.Chain!, state.BaseSeed))?.StepId);
    }

    [Fact]
    public void The_branch_adds_up_to_a_finished_session_of_its_own()
    {
        using JournalReader reader = JournalReader.Open(FolderOf(Branch));

        SessionState state = SessionJournals.ReadState(reader);

        Assert.Null(reader.Damage);
        Assert.Equal((SessionStatus.Finished, 4L, Branch), (state.Status, state.StepsAnswered, state.SessionId));
        Assert.Equal((Name, "Be brief."), (state.Origin?.FromSession, state.Chain?.SystemPrompt));
        Assert.Equal("In short: 2.", state.PreviousResponse);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_events_are_read_as_they_were_written(string name)
    {
        using JournalReader reader = JournalReader.Open(FolderOf(name));

        Assert.Equal(
            File.ReadAllLines(Path.Combine(FolderOf(name), "types.txt")),
            SessionJournals.Events(reader).Select(SessionEventJson.TypeOf));
    }

    /// <summary>Fails for a new kind of event: write another fixture that has it, and leave those that are there as they are.</summary>
    [Fact]
    public void Every_kind_of_event_stands_in_a_committed_journal()
    {
        string[] kinds =
        [
            .. typeof(SessionEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!),
        ];

        Assert.NotEmpty(kinds);
        Assert.Empty(kinds.Except(s_names.SelectMany(name => File.ReadAllLines(Path.Combine(FolderOf(name), "types.txt")))));
    }

    [Fact]
    public void Its_transcript_has_both_responses_and_what_came_of_the_other_steps()
    {
        using JournalReader reader = JournalReader.Open(Fixture);

        string text = string.Join('\n', TranscriptWriter.Lines(SessionJournals.Events(reader), TranscriptOptions.Stable));

        Assert.All(
            (string[])["print(1)", "Done.", "L1.M2.R1.P1", "no model", "characters dropped", "skipped from L2.M1.R1.P1"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public void It_can_be_continued()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Fixture, JournalWriter.FileName), folder.File(JournalWriter.FileName));

        (JournalWriter writer, SessionState state, string? note) = SessionJournals.Reopen(folder.Path, JournalFixture.Time);
        using (writer)
        {
            writer.Append([SessionJournals.ToRecord(new SessionResumed(state.LastSequence + 1, s_begin.AddHours(1), "2"))]);
        }

        Assert.Null(note);
        using JournalReader reader = JournalReader.Open(folder.Path);
        Assert.Equal(state.LastSequence + 1, SessionJournals.ReadState(reader).LastSequence);
    }

    [Fact]
    public void What_writes_such_a_journal_still_makes_a_session_that_could_have_been()
    {
        var events = EveryEvent.Events(Name, s_begin);
        var branch = EveryEvent.BranchOf(Name, events, Branch);
        Assert.Equal(events.Length, SessionState.Fold(events).LastSequence);
        Assert.Equal(branch.Length, SessionState.Fold(branch).LastSequence);
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 } root)
        {
            Write(root, Name, events);
            Write(root, Branch, branch);
        }
    }

    private static void Write(string root, string name, ImmutableArray<SessionEvent> events)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        using JournalWriter writer = JournalWriter.Create(folder, SessionId.Parse(name), JournalFixture.Time);
        writer.Append([.. events.Select(SessionJournals.ToRecord)]);
        File.WriteAllLines(Path.Combine(folder, "types.txt"), events.Select(SessionEventJson.TypeOf));
    }

    private static string FolderOf(string name) =>
        Path.Combine(Support.Places.Home, "tests", "fixtures", "journals", "v1", name);
}
