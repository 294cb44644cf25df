using Microsoft.Extensions.Logging.Abstractions;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>A date that changes under a running session is noted, and changes none of its limits.</summary>
public class ClockTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(9.0)]
    [InlineData(-9.0)]
    public async Task A_clock_that_jumps_is_noted_and_ends_no_session_by_its_wall_time(double hours)
    {
        var clock = new JumpingClock();
        await using var program = ProgramUnderTest.WithClockAndLog(clock, NullLoggerFactory.Instance, "--token-ms=200");
        SessionId id = await program.StartAsync(ProgramUnderTest.Chain("""
            models = ["samantha-mini-q8_0"]
            prompts = ["one two three", "four"]
            stop { wall-time = 1h }
            """));
        await program.NewsAsync<StepTextStreamed>();

        clock.Jump(TimeSpan.FromHours(hours));
        SessionEnded ended = await program.EndAsync(id);

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        ClockGapNoted gap = Assert.Single(program.Journal(id).OfType<ClockGapNoted>());
        Assert.Equal(ClockGapKind.ClockChanged, gap.Kind);
        Assert.InRange(gap.GapMs / 3_600_000, hours - 0.01, hours + 0.01);
        SessionState state = SessionState.Fold(program.Journal(id));
        Assert.InRange(state.Elapsed(state.LastAtUtc), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long _ticks;

        public void Jump(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
    }
}
