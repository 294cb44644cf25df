using Samantha.Actors.CodeRuns;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Actors.Tests.CodeRuns;

/// <summary>
/// The code of responses in a session: when it runs, what its output does, and what commands do while it runs. The engine is
/// scripted, so that the response is known; where a test is about Python, the sandbox is real.
/// </summary>
public class CodeInSessionTests
{
    private const string TwoPrompts = """
        models = ["samantha-mini-q8_0"]
        prompts = ["first", "second"]
        run-code = on
        feedback-loop = on
        """;

    [Fact(Timeout = 120_000)]
    public async Task Output_of_the_code_is_what_the_next_step_sees_after_the_response()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine(Reply("print('out', 6 * 7)"));
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));
        await program.EndAsync(id);

        CodeExecuted[] runs = [.. program.Journal(id).OfType<CodeExecuted>()];
        Assert.Equal(["L1.M1.R1.P1", "L1.M1.R1.P2"], runs.Select(run => run.Position.StepId));
        Assert.All(runs, run => Assert.Equal((CodeRunEnd.Exited, 0), (run.Outcome.End, run.Outcome.ExitCode)));
        Assert.Equal("out 42\n", runs[0].Outcome.Stdout);
        Assert.Equal("bubblewrap", runs[0].Outcome.Sandbox);
        StepStarted second = program.Journal(id).OfType<StepStarted>().Last();
        Assert.EndsWith("\n\nPython Interpreter Output:\n\nout 42", second.PreviousResponse, StringComparison.Ordinal);
        Assert.Contains(program.News, n => n is StepCodePrinted { IsError: false });
    }

    [Fact(Timeout = 120_000)]
    public async Task A_program_that_prints_something_ends_the_session_when_the_chain_says_so()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine(Reply("print(3)"));
        SessionId id = await program.StartAsync(
            ProgramUnderTest.Chain(TwoPrompts + "\nresponses = 100\nstop { output-not-empty = on }"));
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Stopped, ended.Status);
        Assert.Single(program.Responses(id));
        SessionStopped stopped = Assert.IsType<SessionStopped>(program.Journal(id).Last());
        Assert.Equal(StopRule.OutputNotEmpty, stopped.Rule);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_program_that_fails_is_an_outcome_and_the_chain_goes_on()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine(Reply("print(1 / 0)"));
        SessionId id = await program.StartAsync(
            ProgramUnderTest.Chain(TwoPrompts + "\nstop { output-not-empty = on }"));
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        CodeExecuted[] runs = [.. program.Journal(id).OfType<CodeExecuted>()];
        Assert.All(runs, run => Assert.Equal(1, run.Outcome.ExitCode));
        Assert.Contains("ZeroDivisionError", runs[0].Outcome.Stderr, StringComparison.Ordinal);
        Assert.Equal(2, runs.Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task Files_and_html_blocks_lie_in_the_sessions_folder_under_their_step()
    {
        string reply = "--reply=```python\nopen('a.txt', 'w').write('abc')\n```\nand\n```html\n<p>hi</p>\n```";
        await using var program = ProgramUnderTest.WithScriptedEngine(reply);
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));
        await program.EndAsync(id);

        CodeExecuted run = program.Journal(id).OfType<CodeExecuted>().First();
        Assert.Equal(["a.txt", "page-1.html"], run.Outcome.Files.Select(file => file.Name));
        string folder = program.Data.SessionFolder(id);
        Assert.Equal("abc", File.ReadAllText(SessionFiles.PathOf(folder, "L1.M1.R1.P1", "a.txt")));
        Assert.Contains("<p>hi</p>", File.ReadAllText(SessionFiles.PathOf(folder, "L1.M1.R1.P1", "page-1.html")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Skip_ends_a_real_endless_program_and_the_chain_goes_on()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine(Reply("print('on', flush=True)\nwhile True: pass"));
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));
        await program.NewsAsync<StepCodePrinted>(n => n.Position.Prompt == 1);

        CommandAnswer answer = await program.System.CommandAsync(id, SessionCommand.SkipResponse);
        Assert.True(answer.Accepted, answer.Message);
        CodeExecuted first = await program.EventAsync<CodeExecuted>();
        Assert.Equal(CodeRunEnd.Skipped, first.Outcome.End);
        Assert.Equal("on\n", first.Outcome.Stdout);

        await program.NewsAsync<StepCodePrinted>(n => n.Position.Prompt == 2);
        await program.System.CommandAsync(id, SessionCommand.SkipResponse);
        Assert.Equal(SessionStatusText.Finished, (await program.EndAsync(id)).Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_now_ends_a_program_without_an_event_and_resume_runs_it_again()
    {
        var runner = new ScriptedCodeRunner { Behaviour = ScriptedCodeRunner.Endless };
        await using var program = ProgramUnderTest.WithCodeRunner(runner, Reply("print(1)"));
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));
        await program.NewsAsync<StepCodeStarted>();

        await program.System.CommandAsync(id, SessionCommand.StopNow);
        Assert.Equal(SessionStatusText.Stopped, (await program.EndAsync(id)).Status);
        Assert.Empty(program.Journal(id).OfType<CodeExecuted>());

        runner.Behaviour = (_, _) => Task.FromResult(ScriptedCodeRunner.Printed("again"));
        await program.NewsAsync<SessionGone>(n => n.Session == id);
        Assert.True((await program.System.ResumeAsync(id)).Accepted);
        await program.EventAsync<SessionFinished>();

        Assert.Equal(2, program.Journal(id).OfType<ResponseCommitted>().Count());
        Assert.Equal(["again", "again"], program.Journal(id).OfType<CodeExecuted>().Select(run => run.Outcome.Stdout));
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_after_step_waits_for_the_code_of_the_step()
    {
        var release = new TaskCompletionSource();
        var runner = new ScriptedCodeRunner
        {
            Behaviour = async (_, _) =>
            {
                await release.Task;
                return ScriptedCodeRunner.Printed("done");
            },
        };
        await using var program = ProgramUnderTest.WithCodeRunner(runner, Reply("print(1)"));
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));
        await program.NewsAsync<StepCodeStarted>();

        await program.System.CommandAsync(id, SessionCommand.StopAfterStep);
        release.SetResult();
        await program.EndAsync(id);

        Assert.Equal("done", Assert.Single(program.Journal(id).OfType<CodeExecuted>()).Outcome.Stdout);
        Assert.Single(program.Responses(id));
    }

    [Fact(Timeout = 120_000)]
    public async Task Skip_model_during_code_ends_the_models_turn()
    {
        var runner = new ScriptedCodeRunner { Behaviour = ScriptedCodeRunner.Endless };
        await using var program = ProgramUnderTest.WithCodeRunner(runner, Reply("print(1)"));
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));
        await program.NewsAsync<StepCodeStarted>();

        await program.System.CommandAsync(id, SessionCommand.SkipModel);
        Assert.Equal(SessionStatusText.Finished, (await program.EndAsync(id)).Status);

        Assert.Single(program.Responses(id));
        Assert.Equal("L1.M1.R1.P2", Assert.Single(program.Journal(id).OfType<ModelSkipped>()).Position.StepId);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_runner_that_throws_is_a_program_that_was_not_run()
    {
        var runner = new ScriptedCodeRunner { Behaviour = (_, _) => throw new InvalidOperationException("no sandbox today") };
        await using var program = ProgramUnderTest.WithCodeRunner(runner, Reply("print(1)"));
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(TwoPrompts));

        Assert.Equal(SessionStatusText.Finished, (await program.EndAsync(id)).Status);
        Assert.All(program.Journal(id).OfType<CodeExecuted>(), run =>
        {
            Assert.Equal(CodeRunEnd.NotRun, run.Outcome.End);
            Assert.Contains("no sandbox today", run.Outcome.Message, StringComparison.Ordinal);
        });
    }

    [Fact(Timeout = 120_000)]
    public async Task Programs_of_several_sessions_run_one_at_a_time()
    {
        var runner = new ScriptedCodeRunner
        {
            Behaviour = async (order, cancel) =>
            {
                await Task.Delay(20, cancel);
                return ScriptedCodeRunner.Printed(order.Code.Program);
            },
        };
        await using var program = ProgramUnderTest.WithCodeRunner(runner, Reply("print(1)"));
        ChainDefinition chain = ProgramUnderTest.Chain(TwoPrompts);
        SessionId[] sessions = [await program.StartAsync(chain), await program.StartAsync(chain), await program.StartAsync(chain)];
        foreach (SessionId id in sessions)
        {
            Assert.Equal(SessionStatusText.Finished, (await program.EndAsync(id)).Status);
        }

        Assert.Equal(6, runner.Orders.Count);
        Assert.Equal(1, runner.MostAtOnce);
    }

    [Fact(Timeout = 120_000)]
    public async Task Nothing_is_run_when_the_chain_does_not_ask_for_it()
    {
        var runner = new ScriptedCodeRunner();
        await using var program = ProgramUnderTest.WithCodeRunner(runner, Reply("print(1)"));
        SessionId id = await program.StartAsync(
            ProgramUnderTest.Chain(TwoPrompts.Replace("run-code = on", "run-code = off", StringComparison.Ordinal)));
        await program.EndAsync(id);

        Assert.Empty(runner.Orders);
        Assert.Empty(program.Journal(id).OfType<CodeExecuted>());
    }

    private static string Reply(string code) => $"--reply=Here it is:\n\n```python\n{code}\n```\n";
}
