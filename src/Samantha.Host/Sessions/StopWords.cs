using Samantha.Chains.ChainFiles;
using Samantha.Chains.Prompts;
using Samantha.Chains.Stop;

namespace Samantha.Host.Sessions;

/// <summary>
/// Single conditions out of a chain's stop settings, and their sentences. Decides nothing about whether one holds.
/// </summary>
internal static class StopWords
{
    private static readonly StopSettings Nothing = new() { ResponseLine = null, OutputLine = null };

    private static readonly ChainDefinition AnyChain =
        ChainDefinition.FromPrompts(PromptList.Literal(["any"])) with { RunCode = true };

    /// <param name="settings">The conditions.</param>
    /// <param name="rule">The one that is meant.</param>
    /// <param name="runsCode">Without code the conditions about its output can never hold.</param>
    public static bool IsActive(StopSettings settings, StopRule rule, bool runsCode) =>
        !StopRules.Describe(AnyChain with { RunCode = runsCode, Stop = Only(settings, rule) }).IsEmpty;

    public static string Of(StopSettings settings, StopRule rule) =>
        string.Join(' ', StopRules.Describe(AnyChain with { Stop = Only(settings, rule) })).TrimEnd('.');

    private static StopSettings Only(StopSettings settings, StopRule rule) => rule switch
    {
        StopRule.ResponseLine => Nothing with { ResponseLine = settings.ResponseLine },
        StopRule.ResponseMatches => Nothing with { ResponseMatches = settings.ResponseMatches },
        StopRule.TotalTokens => Nothing with { TotalTokens = settings.TotalTokens },
        StopRule.WallTime => Nothing with { WallTime = settings.WallTime },
        StopRule.Steps => Nothing with { Steps = settings.Steps },
        StopRule.Loops => Nothing with { Loops = settings.Loops },
        StopRule.OutputNotEmpty => Nothing with { OutputNotEmpty = settings.OutputNotEmpty },
        StopRule.OutputLine => Nothing with { OutputLine = settings.OutputLine },
        StopRule.OutputMatches => Nothing with { OutputMatches = settings.OutputMatches },
        StopRule.ExitCode => Nothing with { ExitCode = settings.ExitCode },
        StopRule.Until => Nothing with { Until = settings.Until },
        StopRule.Loads => Nothing with { Loads = settings.Loads },
        StopRule.Disk => Nothing with { DiskBytes = settings.DiskBytes },
        StopRule.DiskFree => Nothing with { DiskFreeBytes = settings.DiskFreeBytes },
        StopRule.FailuresInARow => Nothing with { FailuresInARow = settings.FailuresInARow },
        _ => Nothing,
    };
}
