using System.Globalization;
using System.Text.Json;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Sessions;
using Samantha.Chains.Watching;

namespace Samantha.Exports.Reading;

/// <summary>
/// How exports write names, numbers, times and outcomes: the same in every format, independent of where they run.
/// </summary>
internal static class Words
{
    private const double SecondsPerMinute = 60;
    private const double SecondsPerHour = 3600;

    /// <summary>The name as journals and chain files write it: end-of-turn.</summary>
    public static string Kebab(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The name as words: end of turn.</summary>
    public static string Of(Enum value) => Kebab(value).Replace('-', ' ');

    /// <summary>1,234</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Plural(long count, string singular) => $"{Count(count)} {singular}{(count == 1 ? "" : "s")}";

    /// <summary>0.42 s, 12.3 s, 4 min 5 s, 3 h 20 min</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        < SecondsPerMinute => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < SecondsPerHour => $"{(int)(seconds / SecondsPerMinute)} min {(int)(seconds % SecondsPerMinute)} s",
        _ => $"{(long)(seconds / SecondsPerHour)} h {(int)(seconds % SecondsPerHour / SecondsPerMinute)} min",
    };

    /// <summary>Tokens per second: 8.25, 42.1, 310</summary>
    public static string Speed(double? tokensPerSecond) => tokensPerSecond switch
    {
        null => "",
        < 10 => tokensPerSecond.Value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => tokensPerSecond.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => tokensPerSecond.Value.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>312 B, 4.2 kB, 1.3 MB</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };

    /// <summary>2026-11-22 10:04:05 UTC</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>How an attempt ended, in a few words.</summary>
    public static string End(StepEnd end, ResponseStopReason? stopReason) => end switch
    {
        StepEnd.Answered or StepEnd.Interrupted => stopReason switch
        {
            ResponseStopReason.EndOfTurn => "complete",
            ResponseStopReason.StopWord => "complete, at a stop text",
            ResponseStopReason.MaxTokens => "cut off at max_tokens",
            ResponseStopReason.ContextFull => "cut off, context full",
            ResponseStopReason.SkippedByUser => "skipped by the user",
            ResponseStopReason.CutByDetector => "cut off by a detector",
            _ => "interrupted",
        },
        StepEnd.Rejected => "rejected by a detector",
        StepEnd.Failed => "failed",
        StepEnd.Retried => "failed, tried again",
        StepEnd.Trimmed => "did not fit, tried again",
        StepEnd.ModelSkipped => "model skipped",
        _ => "unfinished",
    };

    /// <summary>How a program ended, in a few words.</summary>
    public static string CodeEnd(CodeOutcome outcome) => outcome.End switch
    {
        CodeRunEnd.Exited => $"exit code {outcome.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}",
        CodeRunEnd.Crashed => $"crashed, exit code {outcome.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}",
        CodeRunEnd.LimitReached => outcome.Limits.IsDefaultOrEmpty
            ? "ended by a limit"
            : $"ended by the limit for {string.Join(", ", outcome.Limits.Select(limit => Of(limit)))}",
        CodeRunEnd.Skipped => "skipped by the user",
        CodeRunEnd.NotRun => "not run",
        _ => "nothing to run",
    };

    /// <summary>1,234 read (900 of them the previous response, window 2,048).</summary>
    public static string Read(ResponseCommitted response) => $"{Count(response.PromptTokens)} read"
        + (response is { PreviousTokens: > 0 and var previous, ContextTokens: > 0 and var window }
            ? $" ({Count(previous)} of them the previous response, window {Count(window)})"
            : "");

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>What happened to the session, as one sentence; null for what is no news to a reader of steps.</summary>
    public static string? Note(SessionEvent sessionEvent) => sessionEvent switch
    {
        ModelLoaded { SwapMs: { } swap } loaded =>
            $"{loaded.Model} loaded in {Duration(loaded.LoadMs / 1000)}, swapped in {Duration(swap / 1000)}",
        ModelLoaded loaded => $"{loaded.Model} loaded in {Duration(loaded.LoadMs / 1000)}",
        ModelLoadFailed failed => $"{failed.Model} could not be loaded: {failed.Message}",
        FeedbackTrimmed trimmed => $"{Count(trimmed.DroppedCharacters)} characters dropped from the start of the previous "
            + $"response so that {trimmed.Position} fits the context window",
        CodeExecuted code => $"A program of {code.Position}: {CodeEnd(code.Outcome)}. {code.Outcome.Message}",
        HealthFinding finding => Sentence(HealthWords.Of(finding)),
        StopRequested requested => requested.Now
            ? $"Stop at once requested by {requested.RequestedBy}"
            : $"Stop after the step requested by {requested.RequestedBy}",
        EngineRecycled recycled => $"The watchdog ended the engine of {recycled.Model}: {recycled.Message}",
        ClockGapNoted gap => ClockGapWords.Of(gap.Kind, TimeSpan.FromMilliseconds(gap.GapMs)),
        PauseRequested paused => $"Paused by {paused.RequestedBy}",
        SessionContinued => "Went on",
        PreviousResponseReplaced replaced =>
            $"The previous response was replaced by {replaced.RequestedBy}: {Count(replaced.Text.Length)} characters",
        SessionStopped stopped => $"Stopped: {stopped.Message}",
        SessionResumed => "Resumed",
        SessionBranched branched => $"Branch of {branched.FromSession}, which ended here. "
            + (branched.Changes.IsDefaultOrEmpty ? "Nothing was changed." : $"Changed: {string.Join("; ", branched.Changes)}"),
        SessionFinished => "Finished",
        _ => null,
    };
}
