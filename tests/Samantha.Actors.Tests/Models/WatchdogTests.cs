using Samantha.Actors.Journal;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Tests.Models;

/// <summary>An engine that lives but gets nowhere is replaced, and the session goes on; one that was only held up is not.</summary>
public class WatchdogTests
{
    // A load begins with the start of a process, which takes its time on a busy machine.
    private static readonly WatchdogSettings s_impatient =
        new(3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));

    private const string Chain = """
        models = ["samantha-mini-q8_0"]
        prompts = ["one two three", "four"]
        """;

    [Theory(Timeout = 120_000)]
    [InlineData("stuck@load", WorkPhase.Load)]
    [InlineData("stuck@prefill", WorkPhase.Prefill)]
    [InlineData("stuck@decode", WorkPhase.Decode)]
    public async Task A_stuck_engine_is_recycled_with_a_snapshot_and_the_step_is_answered(string directive, WorkPhase phase)
    {
        string once = Path.Combine(Path.GetTempPath(), $"samantha-once-{Guid.NewGuid():N}");
        await using var program = ProgramUnderTest.WithWatchdog(s_impatient, $"--do={directive}", $"--once={once}");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain));

        Assert.Equal(SessionStatusText.Finished, (await program.EndAsync(id)).Status);

        EngineRecycled recycled = Assert.Single(program.Journal(id).OfType<EngineRecycled>());
        StepFailed failed = Assert.Single(program.Journal(id).OfType<StepFailed>());
        Assert.Equal((phase, "samantha-mini-q8_0"), (recycled.Phase, recycled.Model));
        Assert.True(recycled.SilentMs >= 2_000 && recycled.AvailableMemoryBytes > 0, recycled.ToString());
        Assert.Equal(phase == WorkPhase.Load, recycled.EngineMemoryBytes is null);
        Assert.Equal((StepFailureReason.EngineUnresponsive, true, recycled.Message), (failed.Reason, failed.WillRetry, failed.Message));
        Assert.Equal(["Response to: one two three", "Response to: four"], program.Responses(id));
        File.Delete(once);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_slow_engine_that_makes_progress_is_left_alone()
    {
        await using var program = ProgramUnderTest.WithWatchdog(s_impatient, "--load-ms=1000", "--token-ms=700");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain(Chain));

        Assert.Equal(SessionStatusText.Finished, (await program.EndAsync(id)).Status);
        Assert.Empty(program.Journal(id).OfType<EngineRecycled>());
    }

    [Fact]
    public void Time_in_which_the_machine_or_this_process_was_stopped_does_not_count()
    {
        var time = new ClockOfTheTest();
        var monitor = new WorkMonitor(time, s_impatient with { PromptFloor = TimeSpan.FromSeconds(10) });
        monitor.BeginResponse(WorkRate.Unknown);
        monitor.Heard(new PrefillProgress(0, 10));

        time.Advance(TimeSpan.FromHours(8)); // A night asleep, or under SIGSTOP.
        Assert.Null(monitor.Judge());
        for (int second = 0; second < 5; second++)
        {
            time.Advance(WorkMonitor.Interval);
            Assert.Null(monitor.Judge());
        }

        time.Advance(WorkMonitor.Interval);
        Assert.Equal(WorkPhase.Prefill, monitor.Judge()?.Phase);
    }

    private sealed class ClockOfTheTest : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
