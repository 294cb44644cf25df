using Samantha.Chains.Code;

namespace Samantha.Chains.Feedback;

/// <summary>What the code of a response printed. No InterpreterOutput at all means that no code ran for that response.</summary>
public sealed record InterpreterOutput(string Text)
{
    /// <summary>
    /// The output as the model sees it: stdout, then stderr, then a line in brackets if a limit struck or nothing was run. Null
    /// when there was nothing to run.
    /// </summary>
    public static InterpreterOutput? Of(CodeOutcome? outcome)
    {
        if (outcome is null or { End: CodeRunEnd.NothingToRun })
        {
            return null;
        }

        var isTold = outcome.End is CodeRunEnd.NotRun or CodeRunEnd.LimitReached || !outcome.Limits.IsDefaultOrEmpty;
        var parts = new[] { outcome.Stdout.Trim(), outcome.Stderr.Trim(), isTold ? Note(outcome) : "" };
        return new InterpreterOutput(string.Join('\n', parts.Where(part => part.Length > 0)));
    }

    private static string Note(CodeOutcome outcome)
    {
        if (outcome.Message.Length > 0)
        {
            return $"[{outcome.Message}]";
        }

        var limits = string.Join(", ", outcome.Limits.IsDefaultOrEmpty ? [] : outcome.Limits.Select(limit =>
            System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(limit.ToString())));
        return limits.Length > 0 ? $"[The program reached a limit: {limits}.]" : "[The program was not run.]";
    }
}
