using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Downloads;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>Pause, going on, and the replacement of the previous response, in every phase of a running session.</summary>
public class PauseTests
{
    private const string Chain = """
        models = ["samantha-mini-q8_0"]
        prompts = ["one two three four five six", "seven eight nine ten"]
        feedback-loop = on
        """;

    private const int PieceBytes = 16_384;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory(Timeout = 120_000)]
    [InlineData("loading", "--load-ms=1500")]
    [InlineData("prefill", "--do=slow-1500@prefill")]
    [InlineData("decode", "--token-ms=150")]
    public async Task A_pause_in_any_phase_holds_the_session_and_it_ends_as_if_there_had_been_none(string phase, string slowness)
    {
        await using var program = ProgramUnderTest.WithScriptedEngine(slowness);
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain));
        await ActivityAsync(program, id, phase);

        CommandAnswer paused = await program.System.CommandAsync(id, SessionCommand.Pause);
        await ActivityAsync(program, id, "paused");
        CommandAnswer again = await program.System.CommandAsync(id, SessionCommand.Pause);
        CommandAnswer skip = await program.System.CommandAsync(id, SessionCommand.SkipResponse);
        Assert.False((await program.System.ModelStatusAsync()).Busy);
        Assert.Equal(SessionStatusText.Paused, new SessionIndex(program.Data).Get(id).Status);
        CommandAnswer goesOn = await program.System.CommandAsync(id, SessionCommand.Continue);
        CommandAnswer twice = await program.System.CommandAsync(id, SessionCommand.Continue);
        await program.EndAsync(id);

        Assert.Equal([true, true, false, true, false], new[] { paused, again, skip, goesOn, twice }.Select(a => a.Accepted));
        Assert.Equal(Uninterrupted(), program.Responses(id));
        Assert.Single(program.Journal(id).OfType<PauseRequested>());
        Assert.Single(program.Journal(id).OfType<SessionContinued>());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pause_holds_a_download_and_it_goes_on_where_it_was()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new ModelServer();
        byte[] file = File.ReadAllBytes(Places.Q8Model);
        server.Then(async context =>
        {
            context.Response.Headers["ETag"] = "\"v1\"";
            context.Response.ContentLength64 = file.Length;
            for (int sent = 0; sent < file.Length / 2 && !seen.Task.IsCompleted; sent += PieceBytes)
            {
                await context.Response.OutputStream.WriteAsync(file.AsMemory(sent, PieceBytes));
                await context.Response.OutputStream.FlushAsync();
                await Task.WhenAny(seen.Task, Task.Delay(20)); // How far it is is told a few times a second.
            }

            await paused.Task; // The rest never comes, unless it is asked for again.
            context.Response.Abort();
        });
        server.ThenFile(file);
        await using var program = ProgramUnderTest.WithScriptedEngine();
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(
            Chain.Replace("samantha-mini-q8_0", server.Url.ToString(), StringComparison.Ordinal)));
        await program.NewsAsync<StepDownloadProgressed>(n => n.ReceivedBytes > 0);
        seen.SetResult();

        await program.System.CommandAsync(id, SessionCommand.Pause);
        await ActivityAsync(program, id, "paused");
        paused.SetResult();
        await program.System.CommandAsync(id, SessionCommand.Continue);
        await program.EndAsync(id);

        Assert.Equal(Uninterrupted(), program.Responses(id));
        Assert.StartsWith("bytes=", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pause_ends_a_program_without_an_event_and_it_is_run_again()
    {
        var runner = new ScriptedCodeRunner { Behaviour = ScriptedCodeRunner.Endless };
        await using var program = ProgramUnderTest.WithCodeRunner(runner, "--reply=```python\nprint(1)\n```\n");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain + "\nrun-code = on"));
        await program.NewsAsync<StepCodeStarted>();

        await program.System.CommandAsync(id, SessionCommand.Pause);
        await ActivityAsync(program, id, "paused");
        Assert.Empty(program.Journal(id).OfType<CodeExecuted>());
        runner.Behaviour = (_, _) => Task.FromResult(ScriptedCodeRunner.Printed("again"));
        await program.System.CommandAsync(id, SessionCommand.Continue);
        await program.EndAsync(id);

        Assert.Equal(["again", "again"], program.Journal(id).OfType<CodeExecuted>().Select(run => run.Outcome.Stdout));
        Assert.Equal(2, program.Responses(id).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_models_memory_can_be_given_back_during_a_pause()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=150");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain));
        await program.NewsAsync<StepTextStreamed>();

        await program.System.CommandAsync(id, SessionCommand.PauseAndUnload);
        await program.WaitAsync(() => program.System.ModelStatusAsync().GetAwaiter().GetResult().Loaded is null ? "gone" : null);
        Assert.True((await program.System.CommandAsync(id, SessionCommand.Continue)).Accepted);
        await program.EndAsync(id);

        Assert.Equal(2, program.Journal(id).OfType<ModelLoaded>().Count());
        Assert.Equal(Uninterrupted(), program.Responses(id));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_session_that_dies_in_its_pause_is_interrupted_and_resumes()
    {
        string folder = Directory.CreateTempSubdirectory("samantha-pause-").FullName;
        SessionId id;
        await using (var program = ProgramUnderTest.WithScriptedEngineIn(folder, "--token-ms=150"))
        {
            id = await program.StartAsync(ProgramUnderTest.Chain(Chain));
            await program.NewsAsync<StepTextStreamed>();
            await program.System.CommandAsync(id, SessionCommand.Pause);
            await ActivityAsync(program, id, "paused");
        }

        await using (var second = ProgramUnderTest.WithScriptedEngineIn(folder))
        {
            Assert.Equal(SessionStatusText.Interrupted, new SessionIndex(second.Data).Get(id).Status);
            Assert.True((await second.System.ResumeAsync(id)).Accepted);
            await second.EndAsync(id);
            Assert.Equal(Uninterrupted(), second.Responses(id));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_paused_session_whose_actor_fails_stays_paused()
    {
        var clock = new ClockThatBreaksOnce();
        using var log = new LogLines();
        await using var program = ProgramUnderTest.WithClockAndLog(clock, log, "--token-ms=150");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain));
        await program.NewsAsync<StepTextStreamed>();
        await program.System.CommandAsync(id, SessionCommand.Pause);
        await ActivityAsync(program, id, "paused");

        clock.BreakNext();
        _ = program.System.ReplacePreviousAsync(id, "lost with the failure");
        await program.EventAsync<SessionResumed>();
        await program.WaitAsync(() => program.Journal(id).OfType<PauseRequested>().Count() == 2 ? "paused again" : null);

        Assert.True((await program.System.CommandAsync(id, SessionCommand.Continue)).Accepted);
        await program.EndAsync(id);
        Assert.Equal(Uninterrupted(), program.Responses(id));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(ControlCommand.StopAfterStep)]
    [InlineData(ControlCommand.StopNow)]
    public async Task A_paused_session_can_be_stopped_from_another_terminal(ControlCommand stop)
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=150");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain));
        await program.NewsAsync<StepTextStreamed>();
        string folder = program.Data.SessionFolder(id);

        Assert.True((await ControlClient.SendAsync(folder, ControlCommand.Pause, s_patience)).Accepted);
        await ActivityAsync(program, id, "paused");
        Assert.True((await ControlClient.SendAsync(folder, ControlCommand.Status, s_patience)).Status!.IsPaused);
        Assert.True((await ControlClient.SendAsync(folder, stop, s_patience)).Accepted);

        Assert.Equal(SessionStatusText.Stopped, (await program.EndAsync(id)).Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_long_text_from_another_terminal_takes_the_place_of_the_previous_response()
    {
        string text = string.Concat(Enumerable.Repeat("água 🙂 \n", 10_000));
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=150", "--context=100000");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(
            Chain + "\nhyperparameters { n_ctx = 100000 }"));
        await program.NewsAsync<StepTextStreamed>();
        string folder = program.Data.SessionFolder(id);

        ControlReply reply = await ControlClient.SendAsync(
            folder, ControlCommand.ReplacePrevious, text, s_patience, CancellationToken.None);
        await program.EndAsync(id);

        Assert.Contains("the step after the running one", reply.Message, StringComparison.Ordinal);
        StepStarted[] starts = [.. program.Journal(id).OfType<StepStarted>()];
        Assert.Equal(["", text], starts.Select(start => start.PreviousResponse));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_real_seeded_session_that_is_paused_at_many_moments_has_the_responses_of_one_that_never_was()
    {
        const string Dialogue = """
            models = ["samantha-mini-q8_0"]
            prompts = ["Write a poem about the sea.", "Continue your previous response.", "Who are you?"]
            feedback-loop = on
            loops = 4
            hyperparameters { temperature = 1.2, top_k = 40, seed = 5, max_tokens = 120 }
            """;
        await using var program = ProgramUnderTest.WithRealEngine();
        SessionId whole = await program.StartAsync(ProgramUnderTest.Chain(Dialogue));
        await program.EndAsync(whole);

        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Dialogue));
        var random = new Random(3);
        int pauses = 0;
        for (int i = 0; i < 20; i++)
        {
            int until = program.News.Length + random.Next(1, 12);
            await program.WaitAsync(() => program.News.Length >= until || HasEnded() ? "the moment" : null);
            pauses += (await program.System.CommandAsync(id, SessionCommand.Pause)).Accepted ? 1 : 0;
            await program.System.CommandAsync(id, SessionCommand.Continue);
        }

        await program.EndAsync(id);
        Assert.True(pauses > 0, "the session was over before it could be paused");
        Assert.Equal(program.Responses(whole), program.Responses(id));

        bool HasEnded() => program.News.OfType<SessionEnded>().Any(n => n.Session == id);
    }

    private static string[] Uninterrupted() =>
        ["Response to: one two three four five six", "Response to: seven eight nine ten"];

    // A session rests at once; a moment later the list has it from the disk too.
    private static Task<string> ActivityAsync(ProgramUnderTest program, SessionId id, string activity) => program.WaitAsync(() =>
        program.System.StatusAsync(id).GetAwaiter().GetResult().Activity == activity
            && (activity != "paused" || new SessionIndex(program.Data).Get(id).Status == SessionStatusText.Paused) ? activity : null);
}
