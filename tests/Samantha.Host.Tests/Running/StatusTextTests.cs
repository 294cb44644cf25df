using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Host.Running;

namespace Samantha.Host.Tests.Running;

/// <summary>The status line while a program runs.</summary>
public sealed class StatusTextTests
{
    private static readonly SessionId Session = SessionId.Parse("20261122-1001-first-aaaa");

    private static readonly StepPosition Step = new(1, 1, 1, 1);

    [Fact]
    public void A_running_program_is_a_phase_with_its_time_until_it_has_an_outcome()
    {
        var time = new SteppedTime();
        var status = new StatusText(null, time);
        status.OnNews(new StepCodeStarted(Session, Step, "bubblewrap", "its self-test passed"));
        time.Advance(TimeSpan.FromMilliseconds(1_240));
        Assert.Contains("python 1.2s", status.ToString(), StringComparison.Ordinal);
        var outcome = new CodeOutcome { End = CodeRunEnd.Exited, ExitCode = 0 };
        status.OnNews(new SessionEventRecorded(Session, new CodeExecuted(1, DateTimeOffset.UnixEpoch, Step, 1, outcome)));
        Assert.DoesNotContain("python", status.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A clock that moves when it is told to.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
