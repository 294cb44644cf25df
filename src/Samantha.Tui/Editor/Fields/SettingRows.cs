using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;

namespace Samantha.Tui.Editor.Fields;

/// <summary>All settings of a chain but its long texts, models and hyperparameters, by the page that shows them. Pure.</summary>
public static class SettingRows
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>How it goes on: order, repetition, feedback.</summary>
    public static ImmutableArray<SettingRow> Run { get; } =
    [
        Text("name", c => c.Name, (from, into) => into with { Name = from.Name }),
        Text("description", c => c.Description, (from, into) => into with { Description = from.Description }),
        new("loops", c => c.Loops.ToString(), (from, into) => into with { Loops = from.Loops }),
        new("responses", c => c.Responses.ToString(), (from, into) => into with { Responses = from.Responses }),
        Switch("feedback-loop", c => c.FeedbackLoop, (from, into) => into with { FeedbackLoop = from.FeedbackLoop }),
        Switch("cumulative-response", c => c.CumulativeResponse,
            (from, into) => into with { CumulativeResponse = from.CumulativeResponse }),
        Switch("single-response-per-model", c => c.SingleResponsePerModel,
            (from, into) => into with { SingleResponsePerModel = from.SingleResponsePerModel }),
        Switch("shuffle-models", c => c.ShuffleModels, (from, into) => into with { ShuffleModels = from.ShuffleModels }),
        Switch("reset-model", c => c.ResetModel, (from, into) => into with { ResetModel = from.ResetModel }),
        Choice("on-error", c => c.OnError switch
        {
            OnError.NextStep => "next-step",
            OnError.Stop => "stop",
            _ => "next-model",
        }, (from, into) => into with { OnError = from.OnError }, "next-model", "next-step", "stop"),
        Choice("on-overflow", c => c.OnOverflow switch
        {
            OnOverflow.DropOldestFeedback => "drop-oldest-feedback",
            OnOverflow.Stop => "stop",
            _ => "fail",
        }, (from, into) => into with { OnOverflow = from.OnOverflow }, "fail", "drop-oldest-feedback", "stop"),
        Choice("schedule", c => c.Schedule == Schedule.AsWritten ? "as-written" : "auto",
            (from, into) => into with { Schedule = from.Schedule }, "auto", "as-written"),
        Choice("show-html", c => c.ShowHtml switch
        {
            ShowHtml.OnOutput => "on-output",
            ShowHtml.Always => "always",
            _ => "never",
        }, (from, into) => into with { ShowHtml = from.ShowHtml }, "never", "on-output", "always"),
        new("notes", c => string.Join(", ", c.Notes.Select(ChainValueText.Quoted)), (from, into) => into with { Notes = from.Notes })
        {
            IsList = true,
        },
        Switch("evidence.enabled", c => c.Evidence.Enabled,
            (from, into) => into with { Evidence = into.Evidence with { Enabled = from.Evidence.Enabled } }),
        new("evidence.candidates", c => c.Evidence.Candidates.ToString(s_culture),
            (from, into) => into with { Evidence = into.Evidence with { Candidates = from.Evidence.Candidates } }),
        new("engine.threads", c => Auto(c.Engine.Threads),
            (from, into) => into with { Engine = into.Engine with { Threads = from.Engine.Threads } }),
        new("engine.batch-tokens", c => Auto(c.Engine.BatchTokens),
            (from, into) => into with { Engine = into.Engine with { BatchTokens = from.Engine.BatchTokens } }),
        Choice("engine.flash-attention", c => c.Engine.FlashAttention switch
        {
            FlashAttention.On => "on",
            FlashAttention.Off => "off",
            _ => "auto",
        }, (from, into) => into with { Engine = into.Engine with { FlashAttention = from.Engine.FlashAttention } },
            "auto", "on", "off"),
    ];

    /// <summary>The Python that models write.</summary>
    public static ImmutableArray<SettingRow> Code { get; } =
    [
        Switch("run-code", c => c.RunCode, (from, into) => into with { RunCode = from.RunCode }),
        Switch("feedback-output-only", c => c.FeedbackOutputOnly,
            (from, into) => into with { FeedbackOutputOnly = from.FeedbackOutputOnly }),
        Switch("code.network", c => c.Code.Network,
            (from, into) => into with { Code = into.Code with { Network = from.Code.Network } }),
        Folders("readable", c => c.Readable, (from, into) => into with { Readable = from.Readable }),
        Folders("writable", c => c.Writable, (from, into) => into with { Writable = from.Writable }),
        Limit("wall-clock", l => ChainValueText.Duration(l.WallClock), (from, into) => into with { WallClock = from.WallClock }),
        Limit("cpu", l => ChainValueText.Duration(l.Cpu), (from, into) => into with { Cpu = from.Cpu }),
        Limit("memory", l => ChainValueText.Size(l.MemoryBytes), (from, into) => into with { MemoryBytes = from.MemoryBytes }),
        Limit("memory-total", l => ChainValueText.Size(l.MemoryTotalBytes),
            (from, into) => into with { MemoryTotalBytes = from.MemoryTotalBytes }),
        Limit("processes", l => l.Processes.ToString(s_culture), (from, into) => into with { Processes = from.Processes }),
        Limit("file-size", l => ChainValueText.Size(l.FileBytes), (from, into) => into with { FileBytes = from.FileBytes }),
        Limit("work-folder", l => ChainValueText.Size(l.WorkFolderBytes),
            (from, into) => into with { WorkFolderBytes = from.WorkFolderBytes }),
        Limit("output", l => ChainValueText.Size(l.OutputBytes), (from, into) => into with { OutputBytes = from.OutputBytes }),
    ];

    /// <summary>What ends a session before its plan does.</summary>
    public static ImmutableArray<SettingRow> Stop { get; } =
    [
        StopText("response-line", s => s.ResponseLine, (from, into) => into with { ResponseLine = from.ResponseLine }),
        StopText("response-matches", s => s.ResponseMatches,
            (from, into) => into with { ResponseMatches = from.ResponseMatches }),
        Switch("stop.output-not-empty", c => c.Stop.OutputNotEmpty,
            (from, into) => into with { Stop = into.Stop with { OutputNotEmpty = from.Stop.OutputNotEmpty } }),
        StopText("output-line", s => s.OutputLine, (from, into) => into with { OutputLine = from.OutputLine }),
        StopText("output-matches", s => s.OutputMatches, (from, into) => into with { OutputMatches = from.OutputMatches }),
        StopNumber("exit-code", s => s.ExitCode, (from, into) => into with { ExitCode = from.ExitCode }),
        StopNumber("total-tokens", s => s.TotalTokens, (from, into) => into with { TotalTokens = from.TotalTokens }),
        StopNumber("steps", s => s.Steps, (from, into) => into with { Steps = from.Steps }),
        StopNumber("loops", s => s.Loops, (from, into) => into with { Loops = from.Loops }),
        Stops("wall-time", s => s.WallTime is { } time ? ChainValueText.Duration(time) : "off",
            (from, into) => into with { WallTime = from.WallTime }),
        Stops("until", s => s.Until?.ToString("HH:mm", s_culture) ?? "off",
            (from, into) => into with { Until = from.Until }) with { IsText = true },
        StopNumber("loads", s => s.Loads, (from, into) => into with { Loads = from.Loads }),
        Stops("disk", s => s.DiskBytes is { } disk ? ChainValueText.Size(disk) : "off",
            (from, into) => into with { DiskBytes = from.DiskBytes }),
        Stops("disk-free", s => s.DiskFreeBytes is { } free ? ChainValueText.Size(free) : "off",
            (from, into) => into with { DiskFreeBytes = from.DiskFreeBytes }),
        StopNumber("failures-in-a-row", s => s.FailuresInARow,
            (from, into) => into with { FailuresInARow = from.FailuresInARow }),
    ];

    private static SettingRow Text(
        string id, Func<ChainDefinition, string> get, Func<ChainDefinition, ChainDefinition, ChainDefinition> copy) =>
        new(id, get, copy) { IsText = true };

    private static SettingRow Switch(
        string id, Func<ChainDefinition, bool> get, Func<ChainDefinition, ChainDefinition, ChainDefinition> copy) =>
        new(id, chain => ChainValueText.Switch(get(chain)), copy) { Kind = SettingKind.Switch };

    private static SettingRow Choice(
        string id, Func<ChainDefinition, string> get, Func<ChainDefinition, ChainDefinition, ChainDefinition> copy,
        params ImmutableArray<string> choices) =>
        new(id, get, copy) { Kind = SettingKind.Choice, Choices = choices };

    private static SettingRow Limit(
        string name, Func<CodeLimits, string> get, Func<CodeLimits, CodeLimits, CodeLimits> copy) =>
        new("code.limits." + name, chain => get(chain.Code.Limits), (from, into) =>
            into with { Code = into.Code with { Limits = copy(from.Code.Limits, into.Code.Limits) } });

    private static SettingRow Folders(
        string name, Func<CodeSettings, ImmutableArray<CodeFolder>> get, Func<CodeSettings, CodeSettings, CodeSettings> copy) =>
        new("code." + name, chain => string.Join(", ", get(chain.Code).Select(FolderText)), (from, into) =>
            into with { Code = copy(from.Code, into.Code) })
        {
            IsFolders = true,
        };

    private static string FolderText(CodeFolder folder) =>
        Path.GetFileName(folder.Path.TrimEnd('/', '\\')) == folder.Name ? folder.Path : $"{folder.Name}={folder.Path}";

    private static SettingRow Stops(
        string name, Func<StopSettings, string> get, Func<StopSettings, StopSettings, StopSettings> copy) =>
        new("stop." + name, chain => get(chain.Stop), (from, into) => into with { Stop = copy(from.Stop, into.Stop) });

    private static SettingRow StopText(
        string name, Func<StopSettings, string?> get, Func<StopSettings, StopSettings, StopSettings> copy) =>
        Stops(name, stop => get(stop) ?? "off", copy) with { IsText = true };

    private static SettingRow StopNumber(
        string name, Func<StopSettings, long?> get, Func<StopSettings, StopSettings, StopSettings> copy) =>
        Stops(name, stop => get(stop)?.ToString(s_culture) ?? "off", copy);

    private static string Auto(int? value) => value?.ToString(s_culture) ?? "auto";
}
