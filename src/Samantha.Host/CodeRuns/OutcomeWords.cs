using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Samantha.Chains.Code;
using Samantha.Host.Terminal;

namespace Samantha.Host.CodeRuns;

/// <summary>How a program's run ended, as words for people; the same below a step and after <c>python run</c>.</summary>
internal static class OutcomeWords
{
    /// <summary>"exit code 0, 0.3s, sandbox bubblewrap".</summary>
    public static string Summary(CodeOutcome outcome)
    {
        string time = string.Create(CultureInfo.InvariantCulture, $"{outcome.DurationMs / 1000:0.0}s");
        string end = outcome.End switch
        {
            CodeRunEnd.Exited => $"exit code {outcome.ExitCode}",
            CodeRunEnd.Crashed => $"crashed, exit code {outcome.ExitCode}",
            CodeRunEnd.LimitReached => $"ended by its limit: {Limits(outcome)}",
            CodeRunEnd.Skipped => "skipped",
            CodeRunEnd.NothingToRun => "nothing to run",
            _ => "not run",
        };
        return outcome.End is CodeRunEnd.NotRun or CodeRunEnd.NothingToRun
            ? end
            : $"{end}, {time}, sandbox {outcome.Sandbox}";
    }

    /// <summary>What else is to be told: the limit with its figure, what was cut, files and why some were left out.</summary>
    public static IEnumerable<string> Details(CodeOutcome outcome)
    {
        if (outcome.Message.Length > 0)
        {
            yield return outcome.Message;
        }
        else if (outcome.IsOutputCut)
        {
            yield return "The output was cut.";
        }

        foreach (string note in outcome.FileNotes)
        {
            yield return note;
        }
    }

    public static string Files(ImmutableArray<ProducedFile> files) =>
        string.Join(", ", files.Select(file => $"{file.Name} ({Amounts.Bytes(file.Bytes)})"));

    public static string Limit(CodeLimit limit) => JsonNamingPolicy.KebabCaseLower.ConvertName(limit.ToString());

    private static string Limits(CodeOutcome outcome) => string.Join(", ", outcome.Limits.Select(Limit));
}
