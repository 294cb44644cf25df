using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Samantha.Chains.Code;

namespace Samantha.Chains.Transcripts;

/// <summary>
/// Renders what came of running code as lines of a transcript: one line on how it ended, what it printed, and the files it left.
/// Lines are raw text, as everywhere in a transcript.
/// </summary>
public static class CodeTranscript
{
    private const int UnitBytes = 1000;

    /// <summary>The lines that were taken out of the program, as one note; none when there are none.</summary>
    public static ImmutableArray<string> Removed(ExtractedCode? code) => code is null || code.RemovedLines.IsDefaultOrEmpty
        ? []
        : [$"---------- (not run: {string.Join("; ", code.RemovedLines)})"];

    public static ImmutableArray<string> Lines(CodeOutcome outcome, TranscriptOptions options)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        if (outcome.End != CodeRunEnd.NothingToRun)
        {
            lines.Add(Heading(outcome, options));
        }

        AddOutput(lines, outcome);
        if (outcome.Message.Length > 0 && outcome.End != CodeRunEnd.NotRun)
        {
            lines.Add($"[{outcome.Message}]");
        }

        if (outcome.IsOutputCut)
        {
            lines.Add("[The output was cut here: the program printed more than it may.]");
        }

        foreach (var file in outcome.Files.IsDefaultOrEmpty ? [] : outcome.Files)
        {
            lines.Add($"[file {file.Name}, {Size(file.Bytes)}]");
        }

        foreach (var note in outcome.FileNotes.IsDefaultOrEmpty ? [] : outcome.FileNotes)
        {
            lines.Add($"[{note}]");
        }

        return lines.ToImmutable();
    }

    /// <summary>
    /// How it ended: <c>---------- Python output (exit code 0, 0.3s, sandbox bubblewrap)</c>. Public for screens that show a run
    /// in another form.
    /// </summary>
    public static string Heading(CodeOutcome outcome, TranscriptOptions options)
    {
        if (outcome.End == CodeRunEnd.NotRun)
        {
            return $"---------- Python not run{(outcome.Message.Length > 0 ? $": {outcome.Message}" : "")}";
        }

        var facts = new List<string> { End(outcome) };
        if (options.WithTimings)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{outcome.DurationMs / 1000:0.0}s"));
        }

        if (outcome.Sandbox.Length > 0)
        {
            facts.Add($"sandbox {outcome.Sandbox}");
        }

        return $"---------- Python output ({string.Join(", ", facts)})";
    }

    private static string End(CodeOutcome outcome) => outcome.End switch
    {
        CodeRunEnd.Skipped => "skipped by user",
        CodeRunEnd.LimitReached => $"limit reached: {string.Join(", ", Limits(outcome))}".TrimEnd(' ', ':'),
        CodeRunEnd.Crashed => string.Create(CultureInfo.InvariantCulture, $"crashed, exit code {outcome.ExitCode}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"exit code {outcome.ExitCode}"),
    };

    private static IEnumerable<string> Limits(CodeOutcome outcome) => (outcome.Limits.IsDefaultOrEmpty ? [] : outcome.Limits)
        .Select(limit => JsonNamingPolicy.KebabCaseLower.ConvertName(limit.ToString()).Replace('-', ' '));

    // Pieces come as they were read, so a line may be in two of them. Where stderr begins and ends is said, as both are text.
    private static void AddOutput(ImmutableArray<string>.Builder lines, CodeOutcome outcome)
    {
        var text = new StringBuilder();
        var isError = false;
        void Flush()
        {
            if (text.Length > 0)
            {
                lines.Add(text.ToString().TrimEnd('\n', '\r'));
                text.Clear();
            }
        }

        foreach (var part in outcome.Output.IsDefaultOrEmpty ? [] : outcome.Output)
        {
            if (part.Text.Length == 0)
            {
                continue;
            }

            if (part.IsError != isError)
            {
                Flush();
                isError = part.IsError;
                lines.Add(isError ? "[stderr]" : "[stdout]");
            }

            text.Append(part.Text);
        }

        Flush();
    }

    private static string Size(long bytes) => bytes switch
    {
        < UnitBytes => string.Create(CultureInfo.InvariantCulture, $"{bytes} {(bytes == 1 ? "byte" : "bytes")}"),
        < UnitBytes * UnitBytes => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / UnitBytes:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (UnitBytes * UnitBytes):0.0} MB"),
    };
}
