namespace Samantha.Engine.Client;

/// <summary>How an engine process ended. <c>Expected</c> is true when the host closed or killed it on purpose.</summary>
public sealed record EngineExit(bool Expected, int? ExitCode, string? Signal, string Reason);
