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
        string[] broken = await BrokenAsync(1, Seeds, Defect.None);

        Assert.True(broken.Length == 0, string.Join('\n', broken.Take(20)));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_seed_gives_the_same_run_message_by_message() => await ForSeedsAsync(1, 100, seed =>
    {
        SimulationResult first = Simulator.Run(seed);
        SimulationResult second = Simulator.Run(seed, withTrace: true);

        Assert.Equal((first.TraceHash, first.Events, first.VirtualTime), (second.TraceHash, second.Events, second.VirtualTime));
    });

    [Theory(Timeout = 120_000)]
    [InlineData(Defect.AnswersBeforeDurable)]
    [InlineData(Defect.TearsBatches)]
    [InlineData(Defect.EngineOutlivesItsEnd)]
    [InlineData(Defect.LosesAnswers)]
    [InlineData(Defect.ForgetsTheSeed)]
    public async Task A_defect_that_is_put_in_is_found(Defect defect)
    {
        string[] broken = await BrokenAsync(1, 200, defect);

        Assert.NotEmpty(broken);
    }

    [Fact(Timeout = 120_000)]
    public async Task Whichever_order_to_the_journal_fails_the_session_ends_with_the_reason_and_resumes_to_the_same_transcript() =>
        await ForSeedsAsync(1, 20, seed =>
        {
            for (int failing = 1; ; failing++)
            {
                (SimulationResult result, bool wasReached) = Simulator.RunWithFailingWrite(seed, failing);
                Assert.True(result.Problem is null, $"seed {seed}, order {failing}: {result.Problem}");
                if (!wasReached)
                {
                    Assert.InRange(failing, 10, 300);
                    break;
                }
            }
        });

    private static async Task<string[]> BrokenAsync(ulong from, int count, Defect defect)
    {
        var broken = new ConcurrentBag<string>();
        await ForSeedsAsync(from, count, seed =>
        {
            SimulationResult result = Simulator.Run(seed, defect);
            if (result.Problem is { } problem)
            {
                broken.Add($"{result.Rerun}   # {problem}");
            }
        });
        return [.. broken];
    }

    /// <summary>On threads of their own: the pool's belong to the storms beside, whose waits would last until a run is through.</summary>
    private static async Task ForSeedsAsync(ulong from, int count, Action<ulong> run)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (Interlocked.Increment(ref next) is var index && index < count)
                {
                    run(from + (ulong)index);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
