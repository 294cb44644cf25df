using System.Globalization;
using System.Text;
using Samantha.Chains.Code;
using Samantha.Chains.Evidence;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Writes a chain as a file that people like to read: only what differs from the defaults, long texts in triple quotes, the
/// comments that were above a setting. Reading what was written gives an equal chain. Pure.
/// </summary>
public static class ChainFileWriter
{
    private const string Indent = "  ";
    private const int LineCharactersMax = 100;

    /// <param name="chain">Any chain, whatever it was made from.</param>
    /// <param name="baseFolder">Where the file will lie: folders below it are written relative to it. Null: all absolute.</param>
    public static string Write(ChainDefinition chain, string? baseFolder = null) => Write(ChainDocument.Of(chain), baseFolder);

    public static string Write(ChainDocument document, string? baseFolder = null)
    {
        var text = new StringBuilder();
        if (document.Header.Length > 0)
        {
            text.Append(document.Header).Append("\n\n");
        }

        text.Append("chain {\n");
        var isFirst = true;
        foreach (var (key, value) in Entries(document, baseFolder))
        {
            var comment = document.Comments.GetValueOrDefault(key, "");
            if (comment.Length > 0 && !isFirst)
            {
                text.Append('\n');
            }

            foreach (var line in comment.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append(Indent).Append(line).Append('\n');
            }

            var isBlock = value.StartsWith('{');
            text.Append(Indent).Append(key).Append(isBlock ? " " : " = ").Append(value).Append('\n');
            isFirst = false;
        }

        return text.Append("}\n").ToString();
    }

    private static List<(string Key, string Value)> Entries(ChainDocument document, string? baseFolder)
    {
        var chain = document.Chain;
        var entries = new EntryList();
        entries.When(chain.Name.Length > 0, "name", ChainValueText.Quoted(chain.Name));
        entries.When(chain.Description.Length > 0, "description", ChainValueText.Quoted(chain.Description));
        entries.When(!chain.Models.IsEmpty, "models", Models(chain));
        Texts(document, entries);
        entries.When(!chain.Notes.IsEmpty, "notes", List(
            chain.Notes.Select(note => ChainValueText.Text(note, Indent + Indent)), Indent));
        entries.When(chain.Loops != RepeatCount.Once, "loops", chain.Loops.ToString());
        entries.When(chain.Responses != RepeatCount.Once, "responses", chain.Responses.ToString());
        entries.When(chain.FeedbackLoop, "feedback-loop", "on");
        entries.When(chain.CumulativeResponse, "cumulative-response", "on");
        entries.When(chain.FeedbackOutputOnly, "feedback-output-only", "on");
        entries.When(chain.SingleResponsePerModel, "single-response-per-model", "on");
        entries.When(chain.ShuffleModels, "shuffle-models", "on");
        entries.When(!chain.ResetModel, "reset-model", "off");
        entries.When(!chain.Hyperparameters.IsNone, "hyperparameters", Hyperparameters(chain.Hyperparameters));
        entries.When(!chain.Sweep.IsNone, "sweep", Sweep(chain.Sweep));
        entries.When(chain.RandomHyperparameters is not null, "random-hyperparameters", Random(chain.RandomHyperparameters));
        entries.When(chain.Engine != EngineSettings.Default, "engine", Engine(chain.Engine, EngineSettings.Default));
        entries.When(chain.OnError != OnError.NextModel, "on-error", Word(chain.OnError));
        entries.When(chain.OnOverflow != OnOverflow.Fail, "on-overflow", Word(chain.OnOverflow));
        entries.When(chain.Schedule != Schedule.Auto, "schedule", Word(chain.Schedule));
        entries.When(chain.RunCode, "run-code", "on");
        var code = Code(chain.Code, baseFolder);
        entries.When(code.Length > 0, "code", code);
        entries.When(chain.ShowHtml != ShowHtml.Never, "show-html", Word(chain.ShowHtml));
        entries.When(chain.Evidence != EvidenceSettings.Default, "evidence", Evidence(chain.Evidence));
        var stop = Stop(chain.Stop);
        entries.When(stop.Length > 0, "stop", stop);
        var health = Health(chain.Health);
        entries.When(health.Length > 0, "health", health);
        return entries.All;
    }

    // A file stands in for a text for as long as nothing is written in its place.
    private static void Texts(ChainDocument document, EntryList entries)
    {
        void Text(string key, string text, string fileKey)
        {
            entries.When(text.Length > 0, key, ChainValueText.Text(text, Indent));
            entries.When(text.Length == 0 && document.References.ContainsKey(fileKey), fileKey,
                document.References.GetValueOrDefault(fileKey, ""));
        }

        Text("system-prompt", document.SystemPrompt, "system-prompt-file");
        Text("previous-response", document.PreviousResponse, "previous-response-file");
        if (document.PromptTexts is { Length: > 0 } list)
        {
            entries.When(true, "prompts", List(list.Select(text => ChainValueText.Text(text, Indent + Indent)), Indent));
            return;
        }

        Text("prompts", document.Prompts, "prompts-file");
        foreach (var key in (string[])["prompts-pdf", "pdf"])
        {
            entries.When(
                document.Prompts.Length == 0 && document.References.ContainsKey("prompts-pdf")
                    && document.References.ContainsKey(key), key, document.References.GetValueOrDefault(key, ""));
        }
    }

    private static string Models(ChainDefinition chain) =>
        List(chain.Models.Select(model => Model(model)), Indent);

    private static string Model(ModelEntry model)
    {
        if (model == ModelEntry.Of(model.Model))
        {
            return ChainValueText.Quoted(model.Model);
        }

        var entries = new EntryList();
        entries.When(true, "model", ChainValueText.Quoted(model.Model));
        entries.When(model.Name != ModelEntry.NameOf(model.Model), "name", ChainValueText.Quoted(model.Name));
        entries.When(!model.Hyperparameters.IsNone, "hyperparameters", Hyperparameters(model.Hyperparameters));
        entries.When(model.Engine is not null, "engine", Engine(model.Engine ?? EngineSettings.Default, null));
        return entries.OnOneLine();
    }

    private static string Hyperparameters(HyperparameterOverrides values)
    {
        var preset = PresetOf(values);
        var entries = new EntryList();
        entries.When(preset is not null, "preset", preset ?? "");
        var left = preset is null ? HyperparameterOverrides.None : HyperparameterPresets.Find(preset)!;
        foreach (var key in HyperparameterTable.Keys)
        {
            var value = key.GetOverride(values);
            entries.When(value is not null && key.GetOverride(left) is null, key.Name, value switch
            {
                System.Collections.Immutable.ImmutableArray<string> texts =>
                    "[" + string.Join(", ", texts.Select(ChainValueText.Quoted)) + "]",
                string text => ChainValueText.Quoted(text),
                double number => NumberText.Of(number),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => "",
            });
        }

        return entries.Block(Indent);
    }

    private static string Sweep(SweepSettings sweep)
    {
        static EntryList Block(SweepBlock block)
        {
            var entries = new EntryList();
            block.Axes.ToList().ForEach(axis => entries.When(true, axis.Name, $"[{string.Join(", ", axis.Values)}]"));
            return entries;
        }

        return sweep.Blocks.Length == 1
            ? Block(sweep.Blocks[0]).Block(Indent)
            : List(sweep.Blocks.Select(block => Block(block).OnOneLine()), Indent);
    }

    // Only when every value of it is there: a preset sets them all.
    private static string? PresetOf(HyperparameterOverrides values) =>
        ((string[])["deterministic", "stochastic"]).FirstOrDefault(name =>
            HyperparameterPresets.Find(name) is { } preset && values.WithFallback(preset) == values
                && HyperparameterTable.Keys.All(key => key.GetOverride(preset) is not { } value
                    || Equals(value, key.GetOverride(values))));

    private static string Random(RandomRanges? ranges)
    {
        if (ranges is null || ranges == RandomRanges.Default)
        {
            return "on";
        }

        var entries = new EntryList();
        void Range(string key, RandomRange? range, RandomRange? unset) => entries.When(
            range != unset, key, range is null ? "off" : $"[{NumberText.Of(range.Min)}, {NumberText.Of(range.Max)}]");
        var usual = RandomRanges.Default;
        Range("temperature", ranges.Temperature, usual.Temperature);
        Range("tfs_z", ranges.TfsZ, usual.TfsZ);
        Range("min_p", ranges.MinP, usual.MinP);
        Range("top_p", ranges.TopP, usual.TopP);
        Range("typical_p", ranges.TypicalP, usual.TypicalP);
        Range("presence_penalty", ranges.PresencePenalty, usual.PresencePenalty);
        Range("frequency_penalty", ranges.FrequencyPenalty, usual.FrequencyPenalty);
        Range("repeat_penalty", ranges.RepeatPenalty, usual.RepeatPenalty);
        return entries.Block(Indent);
    }

    /// <param name="engine">What is written.</param>
    /// <param name="unset">What is left out; null: nothing is, because something else than the defaults lies below.</param>
    private static string Engine(EngineSettings engine, EngineSettings? unset)
    {
        static string Auto(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "auto";
        var entries = new EntryList();
        entries.When(unset is null || engine.Threads != unset.Threads, "threads", Auto(engine.Threads));
        entries.When(unset is null || engine.BatchTokens != unset.BatchTokens, "batch-tokens", Auto(engine.BatchTokens));
        entries.When(unset is null || engine.FlashAttention != unset.FlashAttention, "flash-attention",
            Word(engine.FlashAttention));
        return entries.OnOneLine();
    }

    private static string Evidence(EvidenceSettings evidence)
    {
        var entries = new EntryList();
        entries.When(true, "enabled", ChainValueText.Switch(evidence.Enabled));
        entries.When(
            evidence.Candidates != EvidenceSettings.CandidatesDefault, "candidates",
            evidence.Candidates.ToString(CultureInfo.InvariantCulture));
        return entries.OnOneLine();
    }

    private static string Code(CodeSettings code, string? baseFolder)
    {
        var entries = new EntryList();
        entries.When(code.Network, "network", "on");
        entries.When(!code.Readable.IsEmpty, "readable", Folders(code.Readable, baseFolder));
        entries.When(!code.Writable.IsEmpty, "writable", Folders(code.Writable, baseFolder));
        var limits = Limits(code.Limits);
        entries.When(limits.All.Count > 0, "limits", limits.OnOneLine());
        return entries.All.Count == 0 ? "" : entries.Block(Indent);
    }

    private static EntryList Limits(CodeLimits limits)
    {
        var usual = CodeLimits.Default;
        var entries = new EntryList();
        entries.When(limits.WallClock != usual.WallClock, "wall-clock", ChainValueText.Duration(limits.WallClock));
        entries.When(limits.Cpu != usual.Cpu, "cpu", ChainValueText.Duration(limits.Cpu));
        entries.When(limits.MemoryBytes != usual.MemoryBytes, "memory", ChainValueText.Size(limits.MemoryBytes));
        entries.When(
            limits.MemoryTotalBytes != usual.MemoryTotalBytes, "memory-total", ChainValueText.Size(limits.MemoryTotalBytes));
        entries.When(
            limits.Processes != usual.Processes, "processes", limits.Processes.ToString(CultureInfo.InvariantCulture));
        entries.When(limits.FileBytes != usual.FileBytes, "file-size", ChainValueText.Size(limits.FileBytes));
        entries.When(limits.WorkFolderBytes != usual.WorkFolderBytes, "work-folder", ChainValueText.Size(limits.WorkFolderBytes));
        entries.When(limits.OutputBytes != usual.OutputBytes, "output", ChainValueText.Size(limits.OutputBytes));
        return entries;
    }

    private static string Folders(IEnumerable<CodeFolder> folders, string? baseFolder) =>
        "[" + string.Join(", ", folders.Select(folder => Folder(folder, baseFolder))) + "]";

    private static string Folder(CodeFolder folder, string? baseFolder)
    {
        var path = folder.Path;
        if (baseFolder is not null && Path.IsPathRooted(path))
        {
            var relative = Path.GetRelativePath(baseFolder, path);
            path = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        }

        return Path.GetFileName(path.TrimEnd('/', '\\')) == folder.Name
            ? ChainValueText.Quoted(path)
            : $"{{ folder = {ChainValueText.Quoted(path)}, name = {ChainValueText.Quoted(folder.Name)} }}";
    }

    private static string Stop(StopSettings stop)
    {
        static string Text(string? text) => text is null ? "off" : ChainValueText.Quoted(text);
        static string Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "off";
        var usual = StopSettings.Default;
        var entries = new EntryList();
        entries.When(stop.ResponseLine != usual.ResponseLine, "response-line", Text(stop.ResponseLine));
        entries.When(stop.ResponseMatches is not null, "response-matches", Text(stop.ResponseMatches));
        entries.When(stop.OutputNotEmpty, "output-not-empty", "on");
        entries.When(stop.OutputLine != usual.OutputLine, "output-line", Text(stop.OutputLine));
        entries.When(stop.OutputMatches is not null, "output-matches", Text(stop.OutputMatches));
        entries.When(stop.ExitCode is not null, "exit-code", Whole(stop.ExitCode));
        entries.When(stop.TotalTokens is not null, "total-tokens", Whole(stop.TotalTokens));
        entries.When(stop.WallTime is not null, "wall-time", ChainValueText.Duration(stop.WallTime ?? default));
        entries.When(stop.Steps is not null, "steps", Whole(stop.Steps));
        entries.When(stop.Loops is not null, "loops", Whole(stop.Loops));
        entries.When(stop.Until is not null, "until",
            "\"" + (stop.Until ?? default).ToString("HH:mm", CultureInfo.InvariantCulture) + "\"");
        entries.When(stop.Loads is not null, "loads", Whole(stop.Loads));
        entries.When(stop.DiskBytes is not null, "disk", ChainValueText.Size(stop.DiskBytes ?? 0));
        entries.When(stop.DiskFreeBytes is not null, "disk-free", ChainValueText.Size(stop.DiskFreeBytes ?? 0));
        entries.When(stop.FailuresInARow is not null, "failures-in-a-row", Whole(stop.FailuresInARow));
        return entries.All.Count == 0 ? "" : entries.Block(Indent);
    }

    private static string Health(HealthSettings health)
    {
        if (ChainHealthText.OneWord(health) is { } word)
        {
            return word;
        }

        var entries = new EntryList();
        entries.All.AddRange(ChainHealthText.Entries(health));
        return entries.All.Count == 0 ? "" : entries.Block(Indent);
    }

    private static string List(IEnumerable<string> items, string indent)
    {
        var all = items.ToList();
        var line = "[" + string.Join(", ", all) + "]";
        var isShort = line.Length <= LineCharactersMax && !line.Contains('\n', StringComparison.Ordinal);
        return isShort && (all.Count == 1 || !all.Exists(item => item.StartsWith('{')))
            ? line
            : $"[\n{string.Join(",\n", all.Select(item => indent + Indent + item))}\n{indent}]";
    }

    /// <summary>FlashAttention.Auto is written auto, OnError.NextStep next-step.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((sign, index) =>
            (index > 0 && char.IsAsciiLetterUpper(sign) ? "-" : "") + char.ToLowerInvariant(sign)));

    /// <summary>Settings with their written values, in order.</summary>
    private sealed class EntryList
    {
        public List<(string Key, string Value)> All { get; } = [];

        public void When(bool holds, string key, string value)
        {
            if (holds)
            {
                All.Add((key, value));
            }
        }

        public string OnOneLine() => "{ " + string.Join(", ", All.Select(Written)) + " }";

        /// <summary>On one line while that is readable.</summary>
        public string Block(string indent)
        {
            var line = OnOneLine();
            return line.Length <= LineCharactersMax && All.Count <= 4
                ? line
                : $"{{\n{string.Join("\n", All.Select(entry => indent + Indent + Written(entry)))}\n{indent}}}";
        }

        private static string Written((string Key, string Value) entry) =>
            entry.Key + (entry.Value.StartsWith('{') ? " " : " = ") + entry.Value;
    }
}
