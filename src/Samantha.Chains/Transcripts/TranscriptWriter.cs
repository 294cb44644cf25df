using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Health;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Watching;

namespace Samantha.Chains.Transcripts;

/// <summary>
/// Renders events as the lines of a transcript, one event after the other; it remembers the open step and nothing else. Lines
/// are raw text: whoever puts them on a terminal passes them through the sanitiser. A response may hold line ends itself.
/// </summary>
public sealed class TranscriptWriter(TranscriptOptions? options = null)
{
    private const int RuleLength = 42;

    /// <summary>A prompt that quotes whole documents must not bury the response.</summary>
    private const int PromptLinesMax = 6;
    private const int PromptCharactersMax = 600;

    private readonly TranscriptOptions _options = options ?? TranscriptOptions.Default;
    private readonly List<string> _findings = [];
    private StepStarted? _step;

    private static string Rule { get; } = new('=', RuleLength);

    /// <summary>All lines of a session, as they are asked for.</summary>
    public static IEnumerable<string> Lines(IEnumerable<SessionEvent> events, TranscriptOptions? options = null)
    {
        var writer = new TranscriptWriter(options);
        return events.SelectMany(sessionEvent => writer.Add(sessionEvent));
    }

    /// <summary>
    /// The lines that this event adds; often none. A header comes with the outcome of its step, so that a retried step has one.
    /// </summary>
    public ImmutableArray<string> Add(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case StepStarted started:
                _step = started;
                _findings.Clear();
                return [];
            case HealthFinding finding:
                _findings.Add(Finding(finding)); // It stands below the response that comes next.
                return [];
            case ResponseCommitted { StopReason: ResponseStopReason.Interrupted } when !_options.WithTimings:
                return [];
            case ResponseCommitted committed:
                return
                [
                    .. HeaderOf(committed), committed.Text, Footer(committed, _options), .. CodeTranscript.Removed(committed.Code),
                    .. TakeFindings(),
                ];
            case CodeExecuted executed:
                return CodeTranscript.Lines(executed.Outcome, _options);
            case StepFailed failed when !failed.WillRetry:
                return [.. HeaderOf(failed), $"---------- (failed: {Words(failed.Reason)}: {failed.Message})"];
            case ModelSkipped skipped:
                return [$"---------- (model {skipped.Model} skipped from {skipped.Position} on)"];
            case FeedbackTrimmed trimmed:
                return [$"---------- ({trimmed.DroppedCharacters} characters dropped from the start of the previous response "
                    + $"to fit {trimmed.Position} into the context window)"];
            case PreviousResponseReplaced replaced:
                return [$"---------- (previous response replaced by a text of {replaced.Text.Length} characters)"];
            default:
                return _options.WithTimings ? Note(sessionEvent) : [];
        }
    }

    /// <summary>What stands above a response. Public for screens that show it before the response has come.</summary>
    public static ImmutableArray<string> Header(StepStarted started, TranscriptOptions options)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var at = started.Position;
        lines.AddRange("", "", Rule);
        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"{at.StepId}  {started.Model}  (loop {at.Loop}, model {at.Model}, round {at.Round}, prompt {at.Prompt})"));
        var settings = Settings(started);
        if (settings.Length > 0)
        {
            lines.AddRange(settings.Split('\n'));
        }

        if (started.PreviousTrimmedCharacters > 0)
        {
            lines.Add($"previous response shortened by {started.PreviousTrimmedCharacters} characters");
        }

        lines.Add(Rule);
        if (started.Note is { } note)
        {
            lines.AddRange(note.Split('\n'));
            lines.Add("");
        }

        if (options.WithPrompts)
        {
            lines.AddRange(Quoted("system", started.SystemPrompt));
            lines.AddRange(Quoted("previous", started.PreviousResponse));
            lines.AddRange(Quoted("prompt", started.Prompt));
        }
        else
        {
            lines.AddRange(Quoted("", Beginning(started.Prompt)));
        }

        lines.Add("");
        return lines.ToImmutable();
    }

    /// <summary>What stands below a response: <c>---------- (161 tokens, prompt 34 tokens, 58.4s, end of turn)</c>.</summary>
    public static string Footer(ResponseCommitted committed, TranscriptOptions options)
    {
        var seconds = (committed.PrefillMs + committed.DecodeMs) / 1000;
        var time = options.WithTimings ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}s, ") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"---------- ({committed.ResponseTokens} tokens, prompt {committed.PromptTokens} "
                + $"tokens{Previous(committed)}, {time}{Words(committed.StopReason)})");
    }

    // What feedback takes of the window is what a cumulative chain runs out of.
    private static string Previous(ResponseCommitted committed) =>
        committed is { PreviousTokens: > 0 and var previous, ContextTokens: > 0 and var window }
            ? string.Create(CultureInfo.InvariantCulture, $" ({previous} of them the previous response; window {window})")
            : "";

    /// <summary>What stands below a response in which a detector found something.</summary>
    public static string Finding(HealthFinding finding) => $"---------- ({HealthWords.Of(finding)})";

    private ImmutableArray<string> TakeFindings()
    {
        ImmutableArray<string> lines = [.. _findings];
        _findings.Clear();
        return lines;
    }

    private ImmutableArray<string> HeaderOf(ResponseCommitted committed) =>
        _step is { } step && step.Position == committed.Position
            ? Header(step, _options)
            : ["", "", Rule, committed.Position.StepId, Rule];

    // A step that fails before it starts has no StepStarted.
    private ImmutableArray<string> HeaderOf(StepFailed failed) =>
        _step is { } step && step.Position == failed.Position
            ? Header(step, _options)
            : ["", "", Rule, failed.Position.StepId, Rule];

    // The seed tells something only where tokens are drawn.
    private static string Settings(StepStarted started)
    {
        var values = started.Hyperparameters;
        if (HyperparameterAdvice.IsDeterministic(values))
        {
            values = values with { Seed = null };
        }

        var settings = string.Join(", ", HyperparameterTable.DifferencesFrom(Hyperparameters.Default, values)
            .Where(setting => started.RandomLine?.Contains($" {setting.Name} (", StringComparison.Ordinal) != true
                && started.SweepLine?.Contains($" {setting.Name} (", StringComparison.Ordinal) != true)
            .Select(setting => $"{setting.Name} {setting.Value}"));
        return string.Join("\n", new[] { started.SweepLine, settings, started.RandomLine }.Where(line => !string.IsNullOrEmpty(line)));
    }

    private static string Beginning(string prompt)
    {
        var lines = prompt.Split('\n', PromptLinesMax + 1);
        var shown = string.Join('\n', lines.Take(PromptLinesMax));
        if (shown.Length > PromptCharactersMax)
        {
            var end = char.IsHighSurrogate(shown[PromptCharactersMax - 1]) ? PromptCharactersMax - 1 : PromptCharactersMax;
            shown = shown[..end];
        }

        return shown.Length == prompt.Length
            ? prompt
            : string.Create(CultureInfo.InvariantCulture, $"{shown} … ({prompt.Length - shown.Length} more characters)");
    }

    private static ImmutableArray<string> Note(SessionEvent sessionEvent) => sessionEvent switch
    {
        ModelLoaded loaded => [string.Create(CultureInfo.InvariantCulture,
            $"[{loaded.Model} loaded in {loaded.LoadMs / 1000:0.0}s{Swap(loaded)}, context {loaded.ContextTokens} "
                + $"tokens, {loaded.Threads} {(loaded.Threads == 1 ? "thread" : "threads")}"
                + $"{(loaded.Sandbox is { } sandbox ? $", sandbox {sandbox}" : "")}]")],
        ModelLoadFailed failed => [$"[{failed.Model} could not be loaded: {failed.Message}]"],
        StepFailed failed => [$"[{failed.Position} failed and is tried again: {Words(failed.Reason)}: {failed.Message}]"],
        StopRequested requested => [$"[stop requested by {requested.RequestedBy}]"],
        PauseRequested paused => [$"[paused by {paused.RequestedBy}]"],
        SessionContinued => ["[went on]"],
        EngineRecycled recycled => [$"[the watchdog ended the engine of {recycled.Model}: {recycled.Message}]"],
        ClockGapNoted gap => [$"[{ClockGapWords.Of(gap.Kind, TimeSpan.FromMilliseconds(gap.GapMs))}]"],
        SessionStopped stopped => ["", $"[stopped: {stopped.Message}]"],
        SessionResumed => ["[resumed]"],
        SessionBranched branched => ["", $"[branch of {branched.FromSession}, from here on with what changed]",
            .. branched.Changes.Select(change => $"[  {change}]")],
        SessionFinished => ["", "[finished]"],
        _ => [],
    };

    private static string Swap(ModelLoaded loaded) => loaded.SwapMs is { } ms
        ? string.Create(CultureInfo.InvariantCulture, $", swap {ms / 1000:0.0}s")
        : "";

    private static IEnumerable<string> Quoted(string name, string text) =>
        text.Length == 0
            ? []
            : text.Split('\n').Select((line, index) => (index == 0 ? name : "").PadRight(name.Length > 0 ? 9 : 0) + "> " + line);

    private static string Words(Enum value) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
