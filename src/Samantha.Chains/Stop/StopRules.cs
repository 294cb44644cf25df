using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Stop;

/// <summary>
/// Decides whether a session ends after a step. Only the response and the output of its own code are looked at, never source
/// code, stderr or output of an earlier step; and a line must be the stop line, not merely contain it.
/// </summary>
public static class StopRules
{
    /// <summary>
    /// A pattern that takes longer is the chain's mistake; without this bound it could hold a session for ever.
    /// </summary>
    public const int MatchTimeoutMs = 1000;

    /// <summary>The first rule that holds; null when none does.</summary>
    /// <param name="chain">The chain with its stop settings.</param>
    /// <param name="state">The state after the step.</param>
    /// <param name="response">The response to test; null when there is none to test (a failed step, or it was tested
    /// before).</param>
    /// <param name="output">What came of the code of that response; null when it had none.</param>
    /// <param name="next">The step that would come next; null at the end of the plan.</param>
    /// <param name="clock">The time and the disk.</param>
    /// <param name="needsLoad">The next step needs a model that is not in memory.</param>
    public static StopDecision? Evaluate(
        ChainDefinition chain, SessionState state, string? response, CodeOutcome? output, StepPosition? next, StopClock clock,
        bool needsLoad = false) =>
        All(chain, state, response, output, next, clock, needsLoad).FirstOrDefault();

    /// <summary>The active conditions of a chain as sentences, in the order in which they are asked.</summary>
    public static ImmutableArray<string> Describe(ChainDefinition chain) => StopDescription.Of(chain);

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

    /// <summary>Every rule that holds, each worked out only when it is asked for.</summary>
    internal static IEnumerable<StopDecision> All(
        ChainDefinition chain, SessionState state, string? response, CodeOutcome? output, StepPosition? next, StopClock clock,
        bool needsLoad)
    {
        var found = ByResponse(chain.Stop, response);
        if (output is not null)
        {
            found = found.Concat(ByOutput(chain.Stop, output));
        }

        return found.Concat(ByBudget(chain.Stop, state, next)).Concat(ByTime(chain.Stop, state, clock))
            .Concat(Budgets.Reached(chain.Stop, state, clock, needsLoad));
    }

    private static IEnumerable<StopDecision> ByResponse(StopSettings rules, string? response)
    {
        if (response is not null && rules.ResponseLine is { } line && HasLine(response, line))
        {
            yield return new StopDecision(StopRule.ResponseLine, $"The response has the line {line}.");
        }

        if (response is not null && rules.ResponseMatches is { } pattern
            && Matches(response, pattern, StopRule.ResponseMatches, "response") is { } match)
        {
            yield return match;
        }
    }

    private static IEnumerable<StopDecision> ByOutput(StopSettings rules, CodeOutcome output)
    {
        var stdout = output.Stdout;
        if (rules.OutputNotEmpty && output is { End: CodeRunEnd.Exited, ExitCode: 0 } && !string.IsNullOrWhiteSpace(stdout))
        {
            yield return new StopDecision(
                StopRule.OutputNotEmpty, $"The code printed {Excerpt(stdout)} and ended without error.");
        }

        if (rules.OutputLine is { } line && HasLine(stdout, line))
        {
            yield return new StopDecision(StopRule.OutputLine, $"The code printed the line {line}.");
        }

        if (rules.OutputMatches is { } pattern && Matches(stdout, pattern, StopRule.OutputMatches, "output") is { } match)
        {
            yield return match;
        }

        if (rules.ExitCode is { } exitCode && output.ExitCode == exitCode)
        {
            yield return new StopDecision(StopRule.ExitCode, string.Create(
                CultureInfo.InvariantCulture, $"The code ended with exit code {exitCode}."));
        }
    }

    private static IEnumerable<StopDecision> ByBudget(StopSettings rules, SessionState state, StepPosition? next)
    {
        if (rules.TotalTokens is { } tokens && state.ResponseTokens >= tokens)
        {
            yield return new StopDecision(StopRule.TotalTokens, $"{state.ResponseTokens} response tokens reached the limit "
                + $"of {tokens}.");
        }

        if (rules.Steps is { } steps && state.StepsAnswered >= steps)
        {
            yield return new StopDecision(StopRule.Steps, $"{state.StepsAnswered} responses reached the limit of {steps}.");
        }

        if (rules.Loops is { } loops && next is { } position && position.Loop > loops)
        {
            yield return new StopDecision(
                StopRule.Loops, $"The limit of {loops} {(loops == 1 ? "loop" : "loops")} is reached.");
        }
    }

    private static IEnumerable<StopDecision> ByTime(StopSettings rules, SessionState state, StopClock clock)
    {
        if (rules.WallTime is { } wallTime && clock.Elapsed >= wallTime)
        {
            yield return new StopDecision(
                StopRule.WallTime, $"The session has been running for the {StopDescription.InWords(wallTime)} it may take.");
        }

        if (rules.Until is { } until && clock.NowUtc >= WallClock.NextUtc(state.RunSinceUtc, until, clock.Zone))
        {
            yield return new StopDecision(StopRule.Until, string.Create(
                CultureInfo.InvariantCulture, $"It is {until:HH:mm}, until when the session may run."));
        }
    }

    private static bool HasLine(string text, string line)
    {
        var wanted = line.AsSpan().Trim();
        foreach (var candidate in text.AsSpan().EnumerateLines())
        {
            if (candidate.Trim().SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static StopDecision? Matches(string text, string pattern, StopRule rule, string name)
    {
        try
        {
            return Compile(pattern).IsMatch(text) ? new StopDecision(rule, $"The {name} matches {pattern}.") : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // Going on would ignore a rule that somebody relies on for an unattended run.
            return new StopDecision(rule, $"Testing the {name} against {pattern} took more than "
                + $"{MatchTimeoutMs} ms, so the rule could not be decided. Write a simpler pattern.");
        }
    }

    private static string Excerpt(string stdout)
    {
        const int Shown = 40;
        var text = stdout.AsSpan().Trim();
        var end = text.IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        return line.Length <= Shown && end < 0 ? $"'{line}'"
            : $"'{line[..(line.Length <= Shown ? line.Length : char.IsHighSurrogate(line[Shown - 1]) ? Shown - 1 : Shown)]}…'";
    }
}
