namespace Samantha.Host.Running;

/// <summary>A wish to end the run, and the exit code that tells of it.</summary>
internal sealed record Interrupt(bool Now, int ExitCode);
