using System.Collections.Concurrent;
using Samantha.Simulation;
using Samantha.Simulation.World;

namespace Samantha.Reliability.Tests.Simulation;

/// <summary>The whole program on simulated time; every test that fails names the seeds that make it fail again.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 10_000;

    [Fact(Timeout = 600_000)]
    public async Task Every_law_holds_in_ten_thousand_simulated_runs()
    {
        string[] broken = await Task.Run(() => Broken(1, Seeds, Defect.None));

        Assert.True(broken.Length == 0, string.Join('\n', broken.Take(20)));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_seed_gives_the_same_run_message_by_message() => await Task.Run(() =>
    {
        Parallel.For(1, 101, seed =>
        {
            SimulationResult first = Simulator.Run((ulong)seed);
            SimulationResult second = Simulator.Run((ulong)seed, withTrace: true);

            Assert.Equal((first.TraceHash, first.Events, first.VirtualTime), (second.TraceHash, second.Events, second.VirtualTime));
        });
    });

    [Theory(Timeout = 120_000)]
    [InlineData(Defect.AnswersBeforeDurable)]
    [InlineData(Defect.TearsBatches)]
    [InlineData(Defect.EngineOutlivesItsEnd)]
    [InlineData(Defect.LosesAnswers)]
    [InlineData(Defect.ForgetsTheSeed)]
    public async Task A_defect_that_is_put_in_is_found(Defect defect)
    {
        string[] broken = await Task.Run(() => Broken(1, 200, defect));

        Assert.NotEmpty(broken);
    }

    [Fact(Timeout = 120_000)]
    public async Task Whichever_order_to_the_journal_fails_the_session_ends_with_the_reason_and_resumes_to_the_same_transcript() =>
        await Task.Run(() =>
        {
            Parallel.For(1, 21, seed =>
            {
                for (int failing = 1; ; failing++)
                {
                    (SimulationResult result, bool wasReached) = Simulator.RunWithFailingWrite((ulong)seed, failing);
                    Assert.True(result.Problem is null, $"seed {seed}, order {failing}: {result.Problem}");
                    if (!wasReached)
                    {
                        Assert.InRange(failing, 10, 300);
                        break;
                    }
                }
            });
        });

    private static string[] Broken(ulong from, int count, Defect defect)
    {
        var broken = new ConcurrentBag<string>();
        Parallel.For(0, count, index =>
        {
            SimulationResult result = Simulator.Run(from + (ulong)index, defect);
            if (result.Problem is { } problem)
            {
                broken.Add($"{result.Rerun}   # {problem}");
            }
        });
        return [.. broken];
    }
}
