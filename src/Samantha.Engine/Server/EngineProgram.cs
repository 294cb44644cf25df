namespace Samantha.Engine.Server;

/// <summary>API under construction.</summary>
public static class EngineProgram
{
    /// <summary>What `samantha engine` runs; returns the exit code.</summary>
    public static int Main(string[] args) => throw new NotImplementedException();
}
