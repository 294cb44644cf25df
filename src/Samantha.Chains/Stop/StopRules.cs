using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Stop;

/// <summary>
/// Decides whether a session ends after a step. Only the response itself is looked at, never source code around it or output of
/// an earlier step; and a line must be the stop line, not merely contain it.
/// </summary>
public static class StopRules
{
    /// <summary>
    /// A pattern that takes longer is the chain's mistake; without this bound it could hold a session for ever.
    /// </summary>
    public const int MatchTimeoutMs = 1000;

    /// <param name="chain">The chain with its stop settings.</param>
    /// <param name="state">The state after the step.</param>
    /// <param name="response">The response to test; null when there is none to test (a failed step, or it was tested
    /// before).</param>
    /// <param name="next">The step that would come next; null at the end of the plan.</param>
    /// <param name="elapsed">How long the session has been running, all its runs together.</param>
    public static StopDecision? Evaluate(
        ChainDefinition chain, SessionState state, string? response, StepPosition? next, TimeSpan elapsed)
    {
        var rules = chain.Stop;
        if (response is not null && rules.ResponseLine is { } line && HasLine(response, line))
        {
            return new StopDecision(StopRule.ResponseLine, $"The response has the line {line}.");
        }

        if (response is not null && rules.ResponseMatches is { } pattern && Matches(response, pattern) is { } match)
        {
            return match;
        }

        if (rules.TotalTokens is { } tokens && state.ResponseTokens >= tokens)
        {
            return new StopDecision(StopRule.TotalTokens, $"{state.ResponseTokens} response tokens reached the limit "
                + $"of {tokens}.");
        }

        if (rules.Steps is { } steps && state.StepsAnswered >= steps)
        {
            return new StopDecision(StopRule.Steps, $"{state.StepsAnswered} responses reached the limit of {steps}.");
        }

        if (rules.Loops is { } loops && next is { } position && position.Loop > loops)
        {
            return new StopDecision(StopRule.Loops, $"The limit of {loops} {(loops == 1 ? "loop" : "loops")} is reached.");
        }

        return rules.WallTime is { } wallTime && elapsed >= wallTime
            ? new StopDecision(StopRule.WallTime, $"The session has been running for the {InWords(wallTime)} it may take.")
            : null;
    }

    /// <summary>
    /// Compiles a pattern of a chain. NonBacktracking cannot run away; patterns that need backtracking get the time bound.
    /// </summary>
    /// <exception cref="RegexParseException">The pattern is not a regular expression.</exception>
    public static Regex Compile(string pattern)
    {
        const RegexOptions Options = RegexOptions.CultureInvariant;
        var timeout = TimeSpan.FromMilliseconds(MatchTimeoutMs);
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options, timeout);
        }
    }

    private static string InWords(TimeSpan time) => string.Join(' ', new[]
    {
        (Count: (long)time.TotalHours, Unit: "h"), (Count: time.Minutes, Unit: "min"), (Count: time.Seconds, Unit: "s"),
    }.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));

    private static bool HasLine(string response, string line)
    {
        foreach (var candidate in response.AsSpan().EnumerateLines())
        {
            if (candidate.Trim().SequenceEqual(line.AsSpan().Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private static StopDecision? Matches(string response, string pattern)
    {
        try
        {
            return Compile(pattern).IsMatch(response)
                ? new StopDecision(StopRule.ResponseMatches, $"The response matches {pattern}.")
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // Going on would ignore a rule that somebody relies on for an unattended run.
            return new StopDecision(StopRule.ResponseMatches, $"Testing the response against {pattern} took more than "
                + $"{MatchTimeoutMs} ms, so the rule could not be decided. Write a simpler pattern.");
        }
    }
}
