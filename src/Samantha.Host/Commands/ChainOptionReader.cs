using System.CommandLine;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Evidence;
using Samantha.Chains.Health;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;

namespace Samantha.Host.Commands;

/// <summary>
/// Turns the chain options of a command line into <see cref="ChainOptions"/>; a wrong value ends in a message that says what is
/// allowed.
/// </summary>
internal sealed class ChainOptionReader
{
    private readonly ChainOptionSet _set;
    private readonly ParseResult _given;
    private readonly OptionValues _values;

    public ChainOptionReader(ChainOptionSet set, ParseResult given, HostServices services)
    {
        _set = set;
        _given = given;
        Pdf = new PdfFiles(services, set.Pdf.IsCopyAllowed(given));
        _values = new OptionValues(given);
    }

    /// <summary>True when the options alone say what to ask.</summary>
    public bool HasPrompts =>
        _values.IsGiven(_set.Prompts) || _values.IsGiven(_set.PromptsFile) || _values.IsGiven(_set.Pdf.File);

    public PdfFiles Pdf { get; }

    /// <summary>What the user says that the named text files are written in.</summary>
    public TextFileEncoding Encoding => _values.Encoding(_set.Encoding);

    /// <param name="below">The chain file that the options are laid over; null: there is none.</param>
    public ChainOptions Read(ChainDefinition? below)
    {
        _values.RefuseTogether(_set.Prompts, _set.PromptsFile);
        _values.RefuseTogether(_set.Prompts, _set.Pdf.File);
        _values.RefuseTogether(_set.PromptsFile, _set.Pdf.File);
        _values.RefuseTogether(_set.System, _set.SystemFile);
        _values.RefuseTogether(_set.Previous, _set.PreviousFile);
        string? promptsFile = _given.GetValue(_set.PromptsFile);
        FileText? promptText = promptsFile is null ? null : TextFiles.ReadOrFail(promptsFile, Encoding);
        var options = new ChainOptions
        {
            Name = _given.GetValue(_set.Name),
            Models = _values.Many(_set.Models),
            Prompts = _values.Many(_set.Prompts),
            PromptList = _set.Pdf.Read(_given, Pdf),
            PromptText = promptText?.Text,
            PromptSource = promptText?.Source ?? "--prompt",
            SystemPrompt = _given.GetValue(_set.System) ?? FileOf(_set.SystemFile),
            PreviousResponse = _given.GetValue(_set.Previous) ?? FileOf(_set.PreviousFile),
            Loops = _values.Repeat(_set.Loops),
            Responses = _values.Repeat(_set.Responses),
            Hyperparameters = ReadHyperparameters(),
            Sweep = ReadSweep(),
            Threads = _values.AutoOr(_set.Threads, EngineSettings.ThreadsMax),
            BatchTokens = _values.AutoOr(_set.BatchTokens, EngineSettings.BatchTokensMax),
            FlashAttention = _values.Word<FlashAttention>(
                _set.FlashAttention, ("auto", FlashAttention.Auto), ("on", FlashAttention.On), ("off", FlashAttention.Off)),
            EvidenceCandidates = _values.Between(_set.EvidenceCandidates, 1, EvidenceSettings.CandidatesMax),
            OnError = _values.Word<OnError>(
                _set.OnError, ("next-model", OnError.NextModel), ("next-step", OnError.NextStep), ("stop", OnError.Stop)),
            OnOverflow = _values.Word<OnOverflow>(
                _set.OnOverflow,
                ("fail", OnOverflow.Fail),
                ("drop-oldest-feedback", OnOverflow.DropOldestFeedback),
                ("stop", OnOverflow.Stop)),
            Schedule = _values.Word<Schedule>(
                _set.Schedule, ("auto", Schedule.Auto), ("as-written", Schedule.AsWritten)),
            Health = [.. (_given.GetValue(_set.Health) ?? []).Select(Choice)],
        };
        return WithSwitches(_set.Stop.Read(_given, _set.Code.Read(_given, options, below)));
    }

    private ChainOptions WithSwitches(ChainOptions options)
    {
        foreach (Switch option in _set.Switches)
        {
            bool? value = option.Read(_given);
            options = option.Name switch
            {
                "feedback" => options with { FeedbackLoop = value },
                "cumulative" => options with { CumulativeResponse = value },
                "single-response" => options with { SingleResponsePerModel = value },
                "shuffle" => options with { ShuffleModels = value },
                "reset" => options with { ResetModel = value },
                "random" => options with { RandomHyperparameters = value },
                "evidence" => options with { Evidence = value },
                _ => throw new InvalidOperationException($"The switch {option.Name} has no setting."),
            };
        }

        return options;
    }

    private HyperparameterOverrides ReadHyperparameters()
    {
        HyperparameterOverrides values = HyperparameterOverrides.None;
        if (_given.GetValue(_set.Preset) is { } preset)
        {
            values = HyperparameterPresets.Find(preset)
                ?? throw CommandFailure.BadInput($"--preset must be deterministic or stochastic, not '{preset}'");
        }

        foreach (HyperparameterOption option in _set.Hyperparameters)
        {
            if (_given.GetValue(option.Option) is not { Length: > 0 } texts)
            {
                continue;
            }

            if (texts.Length > 1 && !option.IsTexts)
            {
                throw CommandFailure.BadInput($"{option.Option.Name} was given {texts.Length} times; once is enough");
            }

            string problem;
            bool isSet = option.IsTexts
                ? HyperparameterTable.TrySetTexts(values, option.Key, [.. texts], out values, out problem)
                : HyperparameterTable.TrySet(values, option.Key, TextOf(option, texts[0]), out values, out problem);
            if (!isSet)
            {
                // The table says "top_p must be ..."; here it is called --top-p.
                string file = option.Key.Kind == HyperparameterKind.Text && texts[0].StartsWith('@') ? $"{texts[0][1..]}: " : "";
                throw CommandFailure.BadInput(
                    file + problem.Replace($"{option.Key.Name} must", $"{option.Option.Name} must", StringComparison.Ordinal));
            }
        }

        return values;
    }

    private SweepSettings? ReadSweep()
    {
        if (_given.GetValue(_set.Sweep) is not { Length: > 0 } texts)
        {
            return null;
        }

        return SweepText.TryParse(string.Join("; ", texts), out SweepSettings? sweep, out string problem)
            ? sweep
            : throw CommandFailure.BadInput($"--sweep: {problem}");
    }

    private static HealthChoice Choice(string text) => HealthChoice.TryParse(text) ?? throw CommandFailure.BadInput(
        $"--health must be an action ({string.Join(", ", Enum.GetValues<HealthAction>().Select(a => HealthWords.Kebab(a)))}), "
        + $"or DETECTOR=ACTION with one of {string.Join(", ", Enum.GetValues<HealthDetector>().Select(d => HealthWords.Kebab(d)))}, "
        + $"not '{text}'");

    // A grammar rarely fits on a command line: @FILE is the text of a file.
    private string TextOf(HyperparameterOption option, string written) =>
        option.Key.Kind == HyperparameterKind.Text && written.StartsWith('@')
            ? TextFiles.ReadOrFail(written[1..], Encoding).Text ?? ""
            : written;

    private string? FileOf(Option<string> option) =>
        _given.GetValue(option) is { } path ? TextFiles.ReadOrFail(path, Encoding).Text : null;
}
