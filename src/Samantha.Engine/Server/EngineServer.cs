namespace Samantha.Engine.Server;

/// <summary>API under construction.</summary>
public static class EngineServer
{
    public static Task<int> RunAsync(Stream input, Stream output, CancellationToken ct) => throw new NotImplementedException();
}
