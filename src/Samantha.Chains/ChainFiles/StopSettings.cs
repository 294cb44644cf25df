namespace Samantha.Chains.ChainFiles;

/// <summary>
/// When a session ends by itself before its plan does. ResponseLine, OutputLine: a line of a response, or of what its code
/// printed on stdout, that is exactly this text; null = off. ResponseMatches, OutputMatches: a regular expression.
/// OutputNotEmpty: the code ended with exit code 0 and printed something on stdout. ExitCode: the code ended with it. TotalTokens
/// counts response tokens. Until: the first time that the clock on the wall shows this after the session was started or resumed.
/// Loads: of models. DiskBytes: what the session's folder may hold, its journal and what its code left. DiskFreeBytes: what must
/// stay free on that disk.
/// </summary>
public sealed record StopSettings(
    string? ResponseLine = StopSettings.DefaultResponseLine,
    string? ResponseMatches = null,
    long? TotalTokens = null,
    TimeSpan? WallTime = null,
    long? Steps = null,
    long? Loops = null,
    bool OutputNotEmpty = false,
    string? OutputLine = StopSettings.DefaultResponseLine,
    string? OutputMatches = null,
    int? ExitCode = null,
    TimeOnly? Until = null,
    long? Loads = null,
    long? DiskBytes = null,
    long? DiskFreeBytes = null,
    long? FailuresInARow = null)
{
    public const string DefaultResponseLine = "STOP_SAMANTHA";

    public static StopSettings Default { get; } = new();
}
