namespace Samantha.Chains.ChainFiles;

/// <summary>
/// When a session ends by itself before its plan does. ResponseLine: a line of a response that is exactly this text; null = off.
/// ResponseMatches: a regular expression. TotalTokens counts response tokens.
/// </summary>
public sealed record StopSettings(
    string? ResponseLine = StopSettings.DefaultResponseLine,
    string? ResponseMatches = null,
    long? TotalTokens = null,
    TimeSpan? WallTime = null,
    long? Steps = null,
    long? Loops = null)
{
    public const string DefaultResponseLine = "STOP_SAMANTHA";

    public static StopSettings Default { get; } = new();
}
