using Samantha.Actors.Journal;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Tests.ChainFiles;

namespace Samantha.Actors.Tests.Resuming;

/// <summary>A session goes on only as what it was: a changed chain file or model is refused, by name, or made a branch.</summary>
public class ResumeCheckTests
{
    private const string Chain = """
        models = ["local.gguf"]
        prompts = ["one", "two", "three"]
        stop { steps = 1 }
        """;

    private static async Task<SessionId> StoppedAsync(ProgramUnderTest program, string chain = Chain)
    {
        program.AddModel("local.gguf");
        SessionId id = program.Data.CreateSession("stopped", TimeProvider.System);
        StartAnswer answer = await program.System.StartAsync(id, ProgramUnderTest.Chain(chain), new ChainSource("/chains/c.conf"));
        Assert.True(answer.Accepted, answer.Message);
        SessionEnded ended = await program.EndAsync(id);
        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        return id;
    }

    [Fact(Timeout = 120_000)]
    public async Task A_change_of_any_one_field_of_the_chain_file_is_refused_and_told()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        ChainDefinition chain = ChainMutations.Everything;
        SessionId id = program.Data.CreateSession("mutated", TimeProvider.System);
        using (JournalWriter writer = JournalWriter.Create(program.Data.SessionFolder(id), id, TimeProvider.System))
        {
            writer.Append([SessionJournals.ToRecord(new SessionStarted(
                1, DateTimeOffset.UnixEpoch, id.Text, ChainJson.Serialize(chain), ChainFingerprint.Of(chain), 42, "0.1.0",
                new ChainSource("/chains/c.conf")))]);
        }

        int refused = 0;
        foreach ((string path, ChainDefinition changed) in ChainMutations.Of(chain))
        {
            program.ChainFileNow = _ => new ChainReading(changed);

            StartAnswer answer = await program.System.ResumeAsync(id);

            Assert.False(answer.Accepted, path);
            Assert.Equal(StartProblem.Changed, answer.Problem);
            Assert.Contains("->", answer.Message, StringComparison.Ordinal);
            Assert.Contains("--as-recorded", answer.Advice, StringComparison.Ordinal);
            Assert.Contains("--branch", answer.Advice, StringComparison.Ordinal);
            refused++;
        }

        Assert.True(refused > 80, $"{refused} changes were tried");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_changed_chain_file_can_be_left_alone_and_an_unchanged_or_lost_one_is_no_trouble()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        SessionId id = await StoppedAsync(program);
        ChainDefinition recorded = ProgramUnderTest.Chain(Chain);

        program.ChainFileNow = _ => new ChainReading(null, "line 3: nonsense");
        StartAnswer broken = await program.System.ResumeAsync(id);
        program.ChainFileNow = _ => new ChainReading(recorded with { SystemPrompt = "Be brief." });
        StartAnswer refused = await program.System.ResumeAsync(id);
        StartAnswer accepted = await program.System.ResumeAsync(id, ResumeTerms.AsRecorded);

        Assert.Contains("it cannot be used any more: line 3: nonsense", broken.Message, StringComparison.Ordinal);
        Assert.Contains("system-prompt: (empty) -> Be brief.", refused.Message, StringComparison.Ordinal);
        Assert.True(accepted.Accepted, accepted.Message);
        await program.WaitAsync(() => program.News.OfType<SessionEnded>().Count() == 2 ? "ended" : null);
        await program.WaitAsync(() => SessionLock.IsHeld(program.Data.SessionFolder(id)) ? null : "free");

        program.ChainFileNow = _ => new ChainReading(recorded);
        Assert.True((await program.System.DifferencesAsync(id)).IsEmpty);
        program.ChainFileNow = _ => new ChainReading(null, IsGone: true);
        Assert.True((await program.System.DifferencesAsync(id)).IsEmpty);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_model_file_with_another_byte_or_size_is_refused_and_one_that_was_only_touched_is_not()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        SessionId id = await StoppedAsync(program);
        Assert.Single(program.Journal(id).OfType<ModelHashed>());
        string file = Path.Combine(program.ModelsFolder, "local.gguf");
        byte[] content = File.ReadAllBytes(file);

        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(1));
        Assert.True((await program.System.DifferencesAsync(id)).IsEmpty);

        foreach (int at in new[] { 0, content.Length / 2, content.Length - 1 })
        {
            byte[] other = [.. content];
            other[at] ^= 1;
            File.WriteAllBytes(file, other);
            StartAnswer answer = await program.System.ResumeAsync(id, ResumeTerms.AsRecorded);
            Assert.False(answer.Accepted);
            Assert.Contains("the file of local has other content: SHA-256 ", answer.Message, StringComparison.Ordinal);
            Assert.Contains("--branch", answer.Advice, StringComparison.Ordinal);
        }

        File.WriteAllBytes(file, [.. content, 0]);
        Assert.Contains("has other content", (await program.System.ResumeAsync(id)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(file, content);
        Assert.True((await program.System.DifferencesAsync(id)).IsEmpty);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_model_file_that_is_replaced_while_its_session_runs_ends_the_session()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        string file = program.AddModel("local.gguf");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain("""
            models = ["local.gguf", "samantha-mini-f16"]
            prompts = ["one"]
            loops = endless
            """));
        await program.EventAsync<ModelHashed>(hashed => hashed.Model == "local");
        byte[] other = File.ReadAllBytes(file);
        other[^1] ^= 1;
        File.WriteAllBytes(file + ".new", other);
        File.Move(file + ".new", file, overwrite: true);

        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Failed, ended.Status);
        Assert.StartsWith("The file of local has other content", ended.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_branch_leaves_the_old_session_as_it_is_and_goes_on_with_the_changed_chain()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        SessionId old = await StoppedAsync(program);
        SessionEvent[] before = [.. program.Journal(old)];
        byte[] bytes = File.ReadAllBytes(Path.Combine(program.Data.SessionFolder(old), JournalWriter.FileName));
        ChainDefinition chain = ProgramUnderTest.Chain(Chain) with { Stop = StopSettings.Default, SystemPrompt = "Be brief." };

        SessionId id = SessionBranches.Create(
            program.Data, old, chain, new ChainSource("/chains/c.conf"), ["the file of local has other content"], "0.1.0",
            TimeProvider.System);
        StartAnswer answer = await program.System.ResumeAsync(id);
        Assert.True(answer.Accepted, answer.Message);
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(program.Data.SessionFolder(old), JournalWriter.FileName)));
        SessionEvent[] events = [.. program.Journal(id)];
        Assert.Equal(
            before.Skip(1).Select(SessionEventJson.Serialize), events.Skip(1).Take(before.Length - 1).Select(SessionEventJson.Serialize));
        Assert.Equal(id.Text, ((SessionStarted)events[0]).SessionId);
        var branched = Assert.IsType<SessionBranched>(events[before.Length]);
        Assert.Equal((old.Text, (long)before.Length), (branched.FromSession, branched.FromSequence));
        Assert.Equal(
            ["stop steps: 1 -> off", "system-prompt: (empty) -> Be brief.", "the file of local has other content"],
            branched.Changes.Order(StringComparer.Ordinal));
        Assert.Equal(3, program.Responses(id).Length);
        SessionListing listing = new SessionIndex(program.Data).Get(id);
        Assert.Equal((old, 3L, "stopped"), (listing.Origin, listing.Summary!.StepsDone, new SessionIndex(program.Data).Get(old).Status));
        Assert.Empty(Directory.EnumerateDirectories(program.Data.SessionsFolder, ".*"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_chain_that_a_session_cannot_go_on_with_and_a_session_that_runs_make_no_branch()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        SessionId old = await StoppedAsync(program);
        SessionId running = await program.StartAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-f16"]
            prompts = ["one"]
            loops = endless
            """));
        ChainDefinition chain = ProgramUnderTest.Chain("models = [\"local.gguf\"]\nprompts = [\"one\"]");

        Assert.Contains(
            "has no step after", Assert.Throws<BranchException>(() => Create(old)).Message, StringComparison.Ordinal);
        Assert.Throws<SessionInUseException>(() => Create(running));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(program.Data.SessionsFolder).Count());
        await program.System.CommandAsync(running, SessionCommand.StopNow);
        await program.EndAsync(running);

        SessionId Create(SessionId from) =>
            SessionBranches.Create(program.Data, from, chain, null, [], "0.1.0", TimeProvider.System);
    }
}
