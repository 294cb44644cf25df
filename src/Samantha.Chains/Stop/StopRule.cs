namespace Samantha.Chains.Stop;

/// <summary>The stop rules by name. Extend-only: journals hold them.</summary>
public enum StopRule
{
    ResponseLine,
    ResponseMatches,
    TotalTokens,
    WallTime,
    Steps,
    Loops,
    OutputNotEmpty,
    OutputLine,
    OutputMatches,
    ExitCode,
    Until,
    Loads,
    Disk,
    DiskFree,
    FailuresInARow,
}
