namespace Samantha.Engine.Server;

/// <summary>A request that is not answered yet: how it is told to stop, and what else it is told. From any thread.</summary>
internal sealed class OpenRequest(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public CancellationToken Cancelled => _cancel.Token;

    public ResponseSteering Steering { get; } = new(time);

    public void Cancel() => _cancel.Cancel();

    public void Dispose() => Steering.Dispose();
}
