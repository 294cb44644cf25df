using System.Text;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>Decides whether an attack was held, from the outcome and the traces. Pure; an empty list means that it was.</summary>
internal static class AttackJudge
{
    /// <summary>Above the wall clock: start, collection of files and a busy machine.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<string> Complaints(
        Attack attack, SandboxOutcome outcome, AttackTraces traces, SandboxLimits limits)
    {
        List<string> complaints = [];
        Check(
            outcome.Level == SandboxLevel.Bubblewrap,
            $"the run was not in the sandbox but at level {outcome.Level?.ToString() ?? "?"}");
        Check(outcome.End is not (SandboxEnd.NotRun or SandboxEnd.Cancelled), $"it did not run: {outcome.Message}");
        Check(!Lines(outcome).Any(line => line.StartsWith("ESCAPED", StringComparison.Ordinal)), "it got through");
        Check(EndsAsExpected(attack, outcome), $"it ended as {outcome.End} ({string.Join(", ", outcome.Limits)})");
        Check(attack.Exit is null || outcome.ExitCode == attack.Exit, $"the exit code is {outcome.ExitCode}");
        Check(
            outcome.End != SandboxEnd.LimitReached || (outcome.Limits.Length > 0 && outcome.Message.Length > 0),
            "the limit is not named");
        Check(traces.Processes.Count == 0, $"processes are left: {string.Join(", ", traces.Processes)}");
        Check(traces.Hits == 0, $"{traces.Hits} connections or datagrams reached the host");
        Check(traces.Duration < limits.WallClock + Grace, $"it took {traces.Duration.TotalSeconds:F1} s");
        var bytes = outcome.Output.Sum(part => (long)Encoding.UTF8.GetByteCount(part.Text));
        // A byte that is no text becomes a character of three bytes.
        Check(bytes <= limits.OutputBytes * 3 + 4096, $"{bytes} bytes of output came through");
        Check(
            !outcome.Output.Any(part => part.Text.Contains(AttackRange.Secret, StringComparison.Ordinal)),
            "the secret is in the output");
        if (attack.Files is { } wanted)
        {
            var names = outcome.Files.Select(file => file.Name).Order(StringComparer.Ordinal).ToArray();
            Check(names.SequenceEqual(wanted.Order(StringComparer.Ordinal)), $"the files are: {string.Join(", ", names)}");
        }

        complaints.AddRange(traces.Changes);
        complaints.AddRange(traces.BadFiles);
        return complaints;

        void Check(bool holds, string complaint)
        {
            if (!holds)
            {
                complaints.Add(complaint);
            }
        }
    }

    /// <summary>The outcome in a few lines, for the person who reads that a test failed.</summary>
    public static string Describe(SandboxOutcome outcome) =>
        $"{outcome.End}, exit code {outcome.ExitCode}, {outcome.DurationMs:F0} ms, {outcome.Message}\n"
        + $"stdout: {Short(outcome.Stdout)}\nstderr: {Short(outcome.Stderr)}\n"
        + $"notes: {string.Join("; ", outcome.FileNotes.Take(5))}";

    private static bool EndsAsExpected(Attack attack, SandboxOutcome outcome) =>
        attack.Limits.Any(outcome.Limits.Contains) || attack.Ends.Any(end => end switch
        {
            "BLOCKED" => outcome is { End: SandboxEnd.Exited, ExitCode: 0 }
                         && Lines(outcome).Count(line => line.StartsWith("BLOCKED: ", StringComparison.Ordinal)) == 1,
            "EXITED" => outcome.End == SandboxEnd.Exited,
            "CRASHED" => outcome.End == SandboxEnd.Crashed,
            "ANY" => true,
            _ => false,
        });

    private static string[] Lines(SandboxOutcome outcome) => outcome.Stdout.Split('\n');

    private static string Short(string text) => text.Length <= 1500 ? text : text[..1500] + "...";
}
