using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Settings;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Tables;

/// <summary>
/// The columns of the CSV in their order, which scripts rely on: new ones are added at the end of the fixed part, none is
/// renamed. Empty = the journal does not say. Times in seconds; files separated by line ends.
/// </summary>
internal static class CsvColumns
{
    public static ImmutableArray<(string Name, Func<ExportStep, Func<string, string>, string> Field)> All { get; } =
    [
        Text("step_id", step => step.Position.StepId),
        Number("loop", step => step.Position.Loop),
        Number("model_turn", step => step.Position.Model),
        Number("round", step => step.Position.Round),
        Number("prompt_number", step => step.Position.Prompt),
        Number("attempt", step => step.Attempt),
        Text("outcome", step => Words.Kebab(step.End)),
        Text("model", step => step.Model),
        Text("system_prompt", step => step.Started?.SystemPrompt),
        Text("previous_response", step => step.Started?.PreviousResponse),
        Number("previous_trimmed_characters", step => step.Started?.PreviousTrimmedCharacters),
        Text("prompt", step => step.Started?.Prompt),
        Text("response", step => step.Text),
        Text("stop_reason", step => step.Response is { } response ? Words.Kebab(response.StopReason) : null),
        Text("failure_reason", step => step.Failure is { } failure ? Words.Kebab(failure.Reason) : null),
        Text("failure_message", step => step.Failure?.Message),
        Number("prompt_tokens", step => step.Response?.PromptTokens),
        Number("response_tokens", step => step.Response?.ResponseTokens),
        Time("started_utc", step => step.StartedAtUtc),
        Time("ended_utc", step => step.EndedAtUtc),
        Real("prefill_seconds", step => step.Response?.PrefillMs / 1000),
        Real("decode_seconds", step => step.Response?.DecodeMs / 1000),
        Real("tokens_per_second", step => step.TokensPerSecond),
        Text("code", step => step.Response?.Code?.Program),
        Text("code_removed_lines", step => Lines(step.Response?.Code?.RemovedLines)),
        Text("code_html_blocks", step => Lines(step.Response?.Code?.HtmlBlocks)),
        Text("code_end", step => Outcome(step) is { } outcome ? Words.Kebab(outcome.End) : null),
        Number("exit_code", step => Outcome(step)?.ExitCode),
        Text("stdout", step => Outcome(step)?.Stdout),
        Text("stderr", step => Outcome(step)?.Stderr),
        Text("output_cut", step => Outcome(step) is { } outcome ? outcome.IsOutputCut ? "true" : "false" : null),
        Real("code_seconds", step => Outcome(step)?.DurationMs / 1000),
        Text("code_limits", step => Outcome(step) is { Limits.IsDefaultOrEmpty: false } outcome
            ? string.Join('\n', outcome.Limits.Select(limit => Words.Kebab(limit)))
            : null),
        Text("code_message", step => Outcome(step)?.Message),
        Text("sandbox", step => Outcome(step)?.Sandbox),
        Text("sandbox_reason", step => Outcome(step)?.SandboxReason),
        Text("files", step => Outcome(step) is { Files.IsDefaultOrEmpty: false } outcome
            ? string.Join('\n', outcome.Files.Select(file => file.Name))
            : null),
        Text("file_notes", step => Lines(Outcome(step)?.FileNotes)),
        Text("random_hyperparameters", step => step.Started?.RandomLine),
        Text("sweep", step => step.Started?.SweepLine),
        Text("note", step => step.Started?.Note),
        Text("token_ids", step => step.Response?.TokenIds),
        .. HyperparameterTable.Keys.Select(Hyperparameter),
    ];

    private static CodeOutcome? Outcome(ExportStep step) => step.Code?.Outcome;

    private static string? Lines(ImmutableArray<string>? lines) =>
        lines is { IsDefaultOrEmpty: false } some ? string.Join('\n', some) : null;

    private static (string, Func<ExportStep, Func<string, string>, string>) Hyperparameter(HyperparameterKey key) =>
        key.Kind is HyperparameterKind.Texts or HyperparameterKind.Text
            ? Text(key.Name, step => step.Started is { } started ? key.Format(started.Hyperparameters) : null)
            : (key.Name, (step, _) => step.Started is not { } started ? ""
                : key.Kind == HyperparameterKind.Seed ? CsvField.Seed(started.Seed) : key.Format(started.Hyperparameters));

    private static (string, Func<ExportStep, Func<string, string>, string>) Text(string name, Func<ExportStep, string?> get) =>
        (name, (step, shown) => get(step) is { Length: > 0 } text ? CsvField.Text(shown(text)) : "");

    private static (string, Func<ExportStep, Func<string, string>, string>) Number(string name, Func<ExportStep, long?> get) =>
        (name, (step, _) => CsvField.Number(get(step)));

    private static (string, Func<ExportStep, Func<string, string>, string>) Real(string name, Func<ExportStep, double?> get) =>
        (name, (step, _) => CsvField.Number(get(step)));

    private static (string, Func<ExportStep, Func<string, string>, string>) Time(
        string name, Func<ExportStep, DateTimeOffset?> get) => (name, (step, _) => CsvField.Time(get(step)));
}
