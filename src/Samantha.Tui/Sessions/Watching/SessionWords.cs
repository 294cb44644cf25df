using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Sessions;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>The facts of a session in words of the interface's language. Pure.</summary>
public static class SessionWords
{
    /// <summary>161 tokens, prompt 34, 12.3 tokens/s, the model ended it.</summary>
    public static string Response(this TextCatalog texts, ResponseCommitted committed)
    {
        var facts = new List<string>
        {
            texts.Count("session.tokens", committed.ResponseTokens),
            texts.Format("session.prompt-tokens", texts.Number(committed.PromptTokens)),
        };
        if (committed is { PreviousTokens: > 0 and var previous, ContextTokens: > 0 and var window })
        {
            facts.Add(texts.Format("session.previous-tokens", texts.Number(previous), texts.Number(window)));
        }

        if (committed.DecodeMs > 0)
        {
            facts.Add(texts.Speed(committed.ResponseTokens * 1000.0 / committed.DecodeMs));
        }

        facts.Add(texts["session.reason." + committed.StopReason]);
        return string.Join(", ", facts);
    }

    public static string Speed(this TextCatalog texts, double tokensPerSecond) =>
        texts.Format("session.speed", texts.PerSecond(tokensPerSecond));

    /// <summary>How a program ended, in one line.</summary>
    public static string Outcome(this TextCatalog texts, CodeOutcome outcome)
    {
        var facts = new List<string> { texts["session.code." + outcome.End] };
        if (outcome.ExitCode is { } code && outcome.End is not CodeRunEnd.NotRun)
        {
            facts.Add(texts.Format("session.exit-code", code));
        }

        foreach (CodeLimit limit in outcome.Limits.IsDefaultOrEmpty ? [] : outcome.Limits)
        {
            facts.Add(texts["session.limit." + limit]);
        }

        if (outcome.DurationMs > 0)
        {
            facts.Add(texts.Duration(TimeSpan.FromMilliseconds(outcome.DurationMs)));
        }

        if (outcome.Sandbox.Length > 0)
        {
            facts.Add(texts.Format("session.sandbox", outcome.Sandbox));
        }

        return string.Join(", ", facts);
    }

    public static string Status(this TextCatalog texts, string status) => texts.Find("status." + status) ?? status;

    /// <summary>What an event says that changes no step: loads, stops, resumptions; null for the others.</summary>
    public static string? Note(this TextCatalog texts, SessionEvent happened) => happened switch
    {
        ModelLoaded loaded => texts.Format(
            loaded.Sandbox is null ? "session.note-loaded" : "session.note-loaded-in", loaded.Model,
            texts.Duration(TimeSpan.FromMilliseconds(loaded.LoadMs)) + (loaded.SwapMs is { } swap
                ? ", " + texts.Format("session.swap", texts.Duration(TimeSpan.FromMilliseconds(swap)))
                : ""),
            texts.Number(loaded.ContextTokens), loaded.Sandbox ?? ""),
        ModelLoadFailed failed => texts.Format("session.note-load-failed", failed.Model, texts.Said(failed.Message)),
        ModelSkipped skipped => texts.Format("session.note-model-skipped", skipped.Model, skipped.Position.StepId),
        FeedbackTrimmed trimmed => texts.Format("session.note-trimmed", texts.Number(trimmed.DroppedCharacters)),
        StopRequested requested => texts[requested.Now ? "session.note-stop-now" : "session.note-stop-after"],
        SessionStopped stopped => texts.Format("session.note-stopped", texts.Said(stopped.Message)),
        EngineRecycled recycled => texts.Format(
            "session.note-recycled", recycled.Model, texts.Duration(TimeSpan.FromMilliseconds(recycled.SilentMs))),
        ClockGapNoted gap => texts.Format(
            "session.note-gap." + gap.Kind, texts.Duration(TimeSpan.FromMilliseconds(Math.Abs(gap.GapMs)))),
        PauseRequested => texts["session.note-paused"],
        SessionContinued => texts["session.note-resumed"],
        PreviousResponseReplaced replaced => texts.Count("session.note-replaced", replaced.Text.Length),
        SessionResumed => texts["session.note-resumed"],
        SessionBranched branched => string.Join(
            "\n", [texts.Format("session.note-branched", branched.FromSession), .. branched.Changes.Select(line => "  " + texts.Said(line))]),
        SessionFinished => texts["session.note-finished"],
        _ => null,
    };

    /// <summary>What a detector found in a response, and what was done about it.</summary>
    public static string Finding(this TextCatalog texts, HealthFinding finding)
    {
        string found = texts.Format("session.note-health", texts["health." + finding.Detector], finding.Evidence);
        string done = finding.Action == HealthAction.RaiseTemperature
            ? texts.Format("health-done.RaiseTemperature", texts.Number(finding.TemperatureRaise ?? 0, 2))
            : texts["health-done." + finding.Action];
        return $"{found} {done}";
    }

    /// <summary>A row's state in a word or two, for the right edge of the list.</summary>
    public static string Detail(this TextCatalog texts, StepRow row) => row.Kind switch
    {
        StepRowKind.Answered when row.StopReason == ResponseStopReason.SkippedByUser => texts["session.row.Skipped"],
        StepRowKind.Answered => texts.Format("session.row-tokens", texts.Number(row.ResponseTokens)) + texts.FilesOf(row.Files),
        _ => texts["session.row." + row.Kind],
    };

    private static string FilesOf(this TextCatalog texts, ImmutableArray<ProducedFile> files) =>
        files.IsDefaultOrEmpty ? "" : " " + texts.Count("session.files", files.Length);
}
