namespace Samantha.Terminal.Tests.Widgets;

/// <summary>A clock that a test moves by hand.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _milliseconds = 1_000;

    public override long TimestampFrequency => 1_000;

    public void Advance(int milliseconds) => _milliseconds += milliseconds;

    public override long GetTimestamp() => _milliseconds;
}
