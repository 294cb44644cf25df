using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>Stop and skip: from this program, from another terminal, and what a resumed session makes of it.</summary>
public class CommandTests
{
    // The engine takes its time for each token, so that a command meets a running response even on a busy machine.
    private const string SlowChain = """
        models = ["samantha-mini-q8_0", { model = "samantha-mini-q8_0", name = "second" }]
        prompts = ["one two three four five six seven eight nine ten", "two"]
        """;

    [Fact(Timeout = 120_000)]
    public async Task Stop_after_step_lets_the_running_response_end_and_resume_goes_on_behind_it()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=150");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(SlowChain));
        await program.NewsAsync<StepTextStreamed>();

        CommandAnswer answer = await program.System.CommandAsync(id, SessionCommand.StopAfterStep);
        SessionEnded ended = await program.EndAsync(id);

        Assert.True(answer.Accepted);
        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        Assert.Contains("ten", Assert.Single(program.Responses(id)), StringComparison.Ordinal);

        await ResumeToEndAsync(program, id);

        Assert.Equal(["L1.M1.R1.P1", "L1.M1.R1.P2", "L1.M2.R1.P1", "L1.M2.R1.P2"], Answered(program, id));
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_now_keeps_the_text_aside_and_resume_answers_the_step_anew()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=200");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(SlowChain));
        await program.NewsAsync<StepTextStreamed>(n => n.ResponseTokens > 3);

        await program.System.CommandAsync(id, SessionCommand.StopNow);
        await program.EndAsync(id);

        ResponseCommitted kept = Assert.Single(program.Journal(id).OfType<ResponseCommitted>());
        Assert.Equal(ResponseStopReason.Interrupted, kept.StopReason);
        Assert.Empty(program.Responses(id));

        await ResumeToEndAsync(program, id);

        Assert.StartsWith(kept.Text, program.Responses(id)[0], StringComparison.Ordinal);
        Assert.Equal(4, program.Responses(id).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task Skip_response_keeps_what_was_there_and_goes_on_with_the_next_prompt()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=200");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(SlowChain));
        await program.NewsAsync<StepTextStreamed>(n => n.ResponseTokens > 2);

        await program.System.CommandAsync(id, SessionCommand.SkipResponse);
        await program.EndAsync(id);

        ResponseCommitted first = program.Journal(id).OfType<ResponseCommitted>().First();
        Assert.Equal(ResponseStopReason.SkippedByUser, first.StopReason);
        Assert.NotEmpty(first.Text);
        Assert.DoesNotContain("ten", first.Text, StringComparison.Ordinal);
        Assert.Equal(4, program.Responses(id).Length);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("--load-ms=20000")]
    [InlineData("--do=slow-20000@prefill")]
    [InlineData("--do=stuck@decode")]
    public async Task Skip_model_ends_the_turn_in_any_phase(string slowness)
    {
        string folder = Directory.CreateTempSubdirectory("samantha-skip-").FullName;
        await using (var program = ProgramUnderTest.WithScriptedEngineIn(folder, slowness))
        {
            SessionId id = await program.StartAsync(ProgramUnderTest.Chain("""
                models = ["samantha-mini-q8_0"]
                prompts = ["one", "two"]
                """));
            await program.EventAsync<StepStarted>();
            await program.NewsAsync<StepLoadProgressed>();

            CommandAnswer answer = await program.System.CommandAsync(id, SessionCommand.SkipModel);
            SessionEnded ended = await program.EndAsync(id);

            Assert.True(answer.Accepted, answer.Message);
            Assert.Equal(SessionStatusText.Finished, ended.Status);
            Assert.Single(program.Journal(id).OfType<ModelSkipped>());
            Assert.Empty(program.Responses(id));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_engine_that_is_too_slow_for_skips_says_nothing_against_its_model()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--do=stuck@decode");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["one", "two", "three"]
            """));
        for (int prompt = 1; prompt <= 2; prompt++)
        {
            await program.NewsAsync<StepTextStreamed>(n => n.Position.Prompt == prompt);
            await program.System.CommandAsync(id, SessionCommand.SkipResponse);
        }

        await program.NewsAsync<StepTextStreamed>(n => n.Position.Prompt == 3);

        Assert.Empty(program.Journal(id).OfType<StepFailed>());
    }

    [Fact(Timeout = 120_000)]
    public async Task The_text_of_a_running_response_is_in_the_journal_while_it_grows()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=200");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(SlowChain));
        await program.NewsAsync<StepTextStreamed>(n => n.ResponseTokens > 2);

        PartialResponse partial = await program.WaitAsync(() => Partial(program, id));

        Assert.Equal("L1.M1.R1.P1", partial.StepId);
        Assert.StartsWith("Response to:", partial.Text, StringComparison.Ordinal);
        Assert.Empty(program.Responses(id));
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_terminal_asks_for_the_status_and_stops_the_session_over_its_socket()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=200");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(SlowChain));
        await program.NewsAsync<StepTextStreamed>();
        string folder = program.Data.SessionFolder(id);

        ControlReply status = await ControlClient.SendAsync(folder, ControlCommand.Status, TimeSpan.FromSeconds(60));
        ControlReply stop = await ControlClient.SendAsync(folder, ControlCommand.StopNow, TimeSpan.FromSeconds(60));
        await program.EndAsync(id);

        Assert.Equal("decode", status.Status!.Activity);
        Assert.Equal("L1.M1.R1.P1", status.Status.StepId);
        Assert.Equal(4, status.Status.StepsTotal);
        Assert.True(stop.Accepted, stop.Message);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_session_that_runs_elsewhere_is_refused_with_the_holders_process_id()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=500");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(SlowChain));
        await using var second = ProgramUnderTest.WithScriptedEngineIn(program.Folder);

        StartAnswer answer = await second.System.ResumeAsync(id);

        Assert.False(answer.Accepted);
        Assert.Equal(StartProblem.InUse, answer.Problem);
        Assert.Contains($" {Environment.ProcessId}", answer.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_finished_session_cannot_be_resumed()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(SlowChain));
        await program.NewsAsync<SessionGone>();

        StartAnswer answer = await program.System.ResumeAsync(ended.Session);

        Assert.False(answer.Accepted);
        Assert.Equal(StartProblem.NotResumable, answer.Problem);
    }

    private static IEnumerable<string> Answered(ProgramUnderTest program, SessionId id) =>
        program.Journal(id).OfType<ResponseCommitted>().Select(r => r.Position.StepId);

    private static PartialResponse? Partial(ProgramUnderTest program, SessionId id)
    {
        using JournalReader reader = JournalReader.Open(program.Data.SessionFolder(id));
        return reader.ReadPartial();
    }

    private static async Task ResumeToEndAsync(ProgramUnderTest program, SessionId id)
    {
        await program.NewsAsync<SessionGone>(n => n.Session == id);
        StartAnswer answer = await program.System.ResumeAsync(id);
        Assert.True(answer.Accepted, answer.Message);
        await program.EventAsync<SessionFinished>();
        await program.WaitAsync(() => program.News.OfType<SessionEnded>().Count(n => n.Session == id) == 2 ? "both ends" : null);
    }
}
