using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>Sessions whose steps are grouped by model, with real processes and real journals.</summary>
public class GroupedRunTests
{
    private const string Models = """models = ["one", "two", "three"]""";

    [Theory(Timeout = 120_000)]
    [InlineData("prompts = [\"a\", \"b\"]\nloops = 3", 3)]
    [InlineData("prompts = [\"a\", \"b\"]\nloops = 3\nschedule = as-written", 9)]
    [InlineData("prompts = [\"a\"]\nloops = 2\nfeedback-loop = on", 6)]
    [InlineData("prompts = [\"a\", \"b\", \"c\", \"d\"]\nloops = 2\nsingle-response-per-model = on", 3)]
    public async Task The_forecast_of_loads_is_what_a_run_does(string settings, int loads)
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        AddModels(program);
        ChainDefinition chain = ProgramUnderTest.Chain($"{Models}\n{settings}");

        SessionEnded ended = await program.RunAsync(chain);

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        Assert.Equal(loads, Plan.Create(chain, 1).LoadForecast());
        Assert.Equal(loads, program.Journal(ended.Session).OfType<ModelLoaded>().Count());
    }

    [Fact(Timeout = 120_000)]
    public async Task The_journal_is_read_in_the_order_of_the_plan_with_the_open_step_or_the_end_at_its_end()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        AddModels(program);
        ChainDefinition chain = ProgramUnderTest.Chain($"{Models}\nprompts = [\"a\", \"b\"]\nloops = 2");
        SessionEnded ended = await program.RunAsync(chain);

        using JournalReader reader = JournalReader.Open(program.Data.SessionFolder(ended.Session));
        var records = new PlanOrderedRecords(reader);
        JournalRecord[] inOrder = [.. records.Read()];

        Assert.True(records.IsReordered);
        Plan plan = Plan.Create(chain, 1);
        Assert.Equal(
            plan.From(plan.First).Select(step => step.StepId),
            inOrder.Select(r => SessionEventJson.Deserialize(r.Json)).OfType<ResponseCommitted>().Select(e => e.Position.StepId));
        Assert.Equal(reader.ReadFrom().Select(r => r.Sequence), inOrder.Select(r => r.Sequence).Order());
        Assert.Equal(("session-started", "session-finished"), (inOrder[0].Type, inOrder[^1].Type));
        Assert.Equal(inOrder, records.Read());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_grouped_session_that_was_stopped_goes_on_where_it_was()
    {
        await using var program = ProgramUnderTest.WithScriptedEngine("--token-ms=20");
        AddModels(program);
        ChainDefinition chain = ProgramUnderTest.Chain($"{Models}\nprompts = [\"a\", \"b\"]\nloops = 2");
        SessionId session = await program.StartAsync(chain);
        await program.EventAsync<StepStarted>(e => e.Position.StepId == "L2.M2.R1.P1");
        await program.System.CommandAsync(session, SessionCommand.StopNow);
        await program.EndAsync(session);
        await program.NewsAsync<SessionGone>();

        StartAnswer answer = await program.System.ResumeAsync(session);
        Assert.True(answer.Accepted, answer.Message);
        await program.EventAsync<SessionFinished>();

        Assert.Equal(
            Plan.Create(chain, 1).TotalSteps,
            program.Journal(session).OfType<ResponseCommitted>()
                .Where(e => e.StopReason != ResponseStopReason.Interrupted).Select(e => e.Position).Distinct().Count());
    }

    private static void AddModels(ProgramUnderTest program)
    {
        foreach (string name in (string[])["one", "two", "three"])
        {
            program.AddModel($"{name}.gguf");
        }
    }
}
