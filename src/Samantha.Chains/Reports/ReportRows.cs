using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Reports;

/// <summary>A report in English, a row for each thing that happened; what did not happen has no row.</summary>
public static class ReportRows
{
    /// <summary>Everything.</summary>
    public static ImmutableArray<ReportRow> Full(SessionReport report)
    {
        var rows = ImmutableArray.CreateBuilder<ReportRow>();
        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                rows.Add(new ReportRow(name, value));
            }
        }

        Add("Session", report.Session + (report.BranchOf.Length > 0 ? $", a branch of {report.BranchOf}" : ""));
        Add("Chain", report.Chain);
        Add("Ended", Ended(report));
        Add("Ran", Ran(report));
        Add("Steps", Steps(report));
        Add("Tokens", Tokens(report));
        rows.AddRange(Noteworthy(report));
        return rows.ToImmutable();
    }

    /// <summary>What a person should know beyond steps, tokens and duration: for the end of a run.</summary>
    public static ImmutableArray<ReportRow> Brief(SessionReport report) => [.. Noteworthy(report)];

    private static IEnumerable<ReportRow> Noteworthy(SessionReport report)
    {
        (string Name, string Value)[] rows =
        [
            ("Time", Shares(report)),
            ("Varied", report.Varied.IsEmpty ? ""
                : $"{string.Join(", ", report.Varied)} (samantha study shows what that did)"),
            ("Speed", report.Speed.TokensPerSecond.Count(speed => speed is not null) > 1 ? report.Speed.ToString() : ""),
            ("Loads", Loads(report)),
            ("Swaps", report.Swaps is { Count: > 0 } swaps
                ? $"{Number(swaps.Count)}, {InShort(swaps.Total / swaps.Count)} each without a model, the longest {InShort(swaps.Longest)}"
                : ""),
            ("Failures", List(report.Failures)),
            ("Retries", List(report.Retries)),
            ("Interrupts", Interrupts(report)),
            ("Watchdog", report.EnginesReplaced == 0 ? ""
                : $"an engine that got nowhere was replaced {Times(report.EnginesReplaced)}"),
            ("Asleep", report.Asleep == TimeSpan.Zero ? "" : BudgetWords.Time(report.Asleep.TotalSeconds)),
            ("Cut off", List([.. report.Endings.Where(ending => IsCut(ending.What))])),
            ("Shortened", report.Trims == 0 ? ""
                : $"the previous response {Times(report.Trims)}, {Number(report.TrimmedCharacters)} characters in all"),
            ("Programs", Programs(report)),
            ("Findings", string.Join(", ", report.Findings.Select(found =>
                $"{Words(found.Detector)} {Times(found.Count)} ({Words(found.Action)})"))),
            ("Budgets", BudgetWords.Of(report.Budgets)),
        ];
        return rows.Where(row => row.Value.Length > 0).Select(row => new ReportRow(row.Name, row.Value));
    }

    private static string Ended(SessionReport report) => report.Status switch
    {
        SessionStatus.Finished => "finished: the plan is done",
        SessionStatus.Stopped => $"stopped: {report.EndMessage}",
        _ => "not ended: it runs, or the program died",
    };

    private static string Ran(SessionReport report)
    {
        string runs = report.Runs == 1 ? "" : $" in {Number(report.Runs)} runs"
            + (report.Crashes == 0 ? "" : $" ({Number(report.Crashes)} of them after the program had died)");
        return $"{BudgetWords.Time(report.Running.TotalSeconds)}{runs}, {Utc(report.StartedAtUtc)} to {Utc(report.LastAtUtc)}";
    }

    private static string Steps(SessionReport report) =>
        $"{Number(report.StepsAnswered)} answered{(report.StepsTotal is { } total ? $" of {Number(total)}" : "")}, "
        + $"{Number(report.StepsFailed)} failed"
        + (report.ModelsSkipped == 0 ? "" : $", the rest of a model's turn skipped {Times(report.ModelsSkipped)}");

    private static string Tokens(SessionReport report) =>
        $"{Number(report.ResponseTokens)} written, {Number(report.PromptTokens)} read"
        + (report.TokensPerSecond is { } speed ? string.Create(CultureInfo.InvariantCulture, $", {speed:0.0} tokens/s") : "");

    private static string Shares(SessionReport report)
    {
        var time = report.Time;
        (string Name, TimeSpan Value)[] parts =
            [("loading", time.Load), ("reading prompts", time.Prefill), ("writing", time.Decode), ("programs", time.Code)];
        return string.Join(", ", parts.Where(part => part.Value > TimeSpan.Zero).Select(part => $"{part.Name} {InShort(part.Value)}"));
    }

    private static string Loads(SessionReport report)
    {
        long count = report.Loads.Sum(model => (long)model.Count);
        if (count == 0 && report.LoadsFailed == 0)
        {
            return "";
        }

        var total = TimeSpan.FromTicks(report.Loads.Sum(model => model.Total.Ticks));
        string failed = report.LoadsFailed == 0 ? "" : $", {Number(report.LoadsFailed)} failed";
        string each = count < 2 ? "" : $": {InShort(total / count)} each, the longest {InShort(report.Loads.Max(model => model.Longest))}";
        string models = report.Loads.Length < 2 ? "" : $" ({string.Join(", ", report.Loads.Select(model =>
            $"{model.Model} {Times(model.Count)}"))})";
        return $"{Number(count)}{each}{models}{failed}";
    }

    private static string Interrupts(SessionReport report)
    {
        long skipped = Count(report.Endings, ResponseStopReason.SkippedByUser);
        long broken = Count(report.Endings, ResponseStopReason.Interrupted);
        (long Count, string Words)[] parts =
        [
            (report.StopsRequested, "stop asked for"), (report.Pauses, "paused"),
            (report.Replacements, "previous response replaced"), (skipped, "response skipped"), (broken, "response broken off and answered again"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Words} {Times(part.Count)}"));
    }

    private static string Programs(SessionReport report)
    {
        if (report.Programs.IsEmpty)
        {
            return "";
        }

        string error = report.ProgramsWithError == 0 ? "" : $", {Number(report.ProgramsWithError)} of them with an error";
        string ends = string.Join(", ", report.Programs.Select(end =>
            $"{Words(end.What)} {Number(end.Count)}{(end.What == CodeRunEnd.Exited ? error : "")}"));
        string limits = report.CodeLimits.IsEmpty ? "" : $"; limits: {List(report.CodeLimits)}";
        string files = report.FilesProduced == 0 ? ""
            : $"; {Number(report.FilesProduced)} files, {BudgetWords.Bytes(report.BytesProduced)}";
        return ends + limits + files;
    }

    private static bool IsCut(ResponseStopReason reason) => reason is ResponseStopReason.MaxTokens or ResponseStopReason.ContextFull
        or ResponseStopReason.CutByDetector or ResponseStopReason.RejectedByDetector;

    private static long Count<T>(ImmutableArray<Tally<T>> tallies, T what)
        where T : struct, Enum => tallies.FirstOrDefault(tally => tally.What.Equals(what))?.Count ?? 0;

    private static string List<T>(ImmutableArray<Tally<T>> tallies)
        where T : struct, Enum => string.Join(", ", tallies.Select(tally => $"{Words(tally.What)} {Number(tally.Count)}"));

    private static string InShort(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : BudgetWords.Time(time.TotalSeconds);

    private static string Times(long count) => count == 1 ? "once" : $"{Number(count)} times";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Words(Enum value) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
