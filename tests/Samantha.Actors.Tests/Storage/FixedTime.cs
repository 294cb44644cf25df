namespace Samantha.Actors.Tests.Storage;

/// <summary>A clock that stands still until told otherwise.</summary>
internal sealed class FixedTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 4, 33, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
