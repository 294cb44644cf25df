namespace Samantha.Tui.Tests.Support;

/// <summary>Real services for a test that is not asynchronous.</summary>
internal sealed class SyncScope : IDisposable
{
    public RealServices Value { get; } = new();

    public void Dispose() => Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
