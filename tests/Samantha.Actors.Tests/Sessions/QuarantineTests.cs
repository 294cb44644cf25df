using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>A model that ends its engine again and again, in whatever way and phase. Beside FailureTests, because it takes its time.</summary>
public class QuarantineTests
{
    private const string TwoModels = """
        models = ["{0}", "samantha-mini-q8_0"]
        prompts = ["one", "two"]
        """;

    [Theory(Timeout = 120_000)]
    [InlineData("abort@load")]
    [InlineData("abort@prefill")]
    [InlineData("abort@decode")]
    [InlineData("garbage@load")]
    [InlineData("garbage@prefill")]
    [InlineData("garbage@decode")]
    [InlineData("truncate@decode")]
    [InlineData("hang@load")]
    [InlineData("hang@prefill")]
    [InlineData("hang@decode")]
    public async Task A_model_that_breaks_its_engine_twice_is_quarantined_and_the_next_model_answers(string misbehaviour)
    {
        await using var program = ProgramUnderTest.WithScriptedEngine();
        program.AddModel($"bad.{misbehaviour}.gguf");

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain(Format(TwoModels, $"bad.{misbehaviour}")));

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        var failures = program.Journal(ended.Session).OfType<StepFailed>().ToList();
        Assert.Equal([true, false], failures.Select(f => f.WillRetry));
        Assert.All(failures, f => Assert.True(
            f.Reason is StepFailureReason.EngineCrashed or StepFailureReason.EngineUnresponsive, f.Message));
        Assert.Equal(
            ["L1.M2.R1.P1", "L1.M2.R1.P2"],
            program.Journal(ended.Session).OfType<ResponseCommitted>().Select(r => r.Position.StepId));

        SessionEnded again = await program.RunAsync(ProgramUnderTest.Chain(Format(TwoModels, $"bad.{misbehaviour}")));

        StepFailed refusal = Assert.Single(program.Journal(again.Session).OfType<StepFailed>());
        Assert.Equal(StepFailureReason.ModelQuarantined, refusal.Reason);
    }

    private static string Format(string format, string argument) => string.Format(CultureInfo.InvariantCulture, format, argument);
}
