namespace Samantha.Actors.Tests.Support;

/// <summary>The system's clock, but one reading of the date fails. Only the session's actor reads it while a step runs.</summary>
internal sealed class ClockThatBreaksOnce : TimeProvider
{
    public const string Problem = "the clock is broken";

    private int _break;

    public void BreakNext() => Interlocked.Exchange(ref _break, 1);

    public override DateTimeOffset GetUtcNow() => Interlocked.Exchange(ref _break, 0) == 1
        ? throw new InvalidOperationException(Problem)
        : base.GetUtcNow();
}
