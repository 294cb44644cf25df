using Samantha.Engine.Client;
using Samantha.Sandbox.Processes;

namespace Samantha.Engine.Tests.Client;

/// <summary>Which silent engines are given up early, and which are given their whole time.</summary>
public sealed class HangVerdictTests
{
    private static readonly ProcessVitals Stopped = new(IsStopped: true, IsAsleep: false, 1);
    private static readonly ProcessVitals Asleep = new(IsStopped: false, IsAsleep: true, 1);
    private static readonly ProcessVitals Starved = new(IsStopped: false, IsAsleep: false, 1);

    [Fact]
    public void One_that_a_signal_stopped_is_given_up_at_the_second_look()
    {
        HangVerdict verdict = new();
        Assert.Null(verdict.Look(750, true, () => Stopped));
        Assert.Equal("a signal stopped it", verdict.Look(1_000, true, () => Stopped));
    }

    [Fact]
    public void One_whose_threads_all_sleep_is_given_up_when_four_looks_agree()
    {
        HangVerdict verdict = new();
        Assert.Equal([null, null, null, "all its threads sleep"], Enumerable.Range(0, 4).Select(i =>
            verdict.Look(750 + (250 * i), true, () => Asleep)));
    }

    [Fact]
    public void One_that_wants_to_run_or_that_a_late_host_looks_at_is_not_judged_early()
    {
        HangVerdict verdict = new();
        Assert.All(Enumerable.Range(0, 20), i => Assert.Null(verdict.Look(1_000 + i, true, () => Starved)));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Null(verdict.Look(1_000 + i, i % 2 == 0, () => Stopped)));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Null(verdict.Look(700, true, () => Asleep)));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Null(verdict.Look(5_000, true, () => null)));
    }
}
