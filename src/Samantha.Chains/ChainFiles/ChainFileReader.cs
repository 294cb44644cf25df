using System.Collections.Immutable;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Documents;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Reads a chain file. Every mistake is an error with its line, column and what is allowed; all of them are found in one go.
/// Files that the chain names are read through the function that is given, relative to the chain file.
/// </summary>
public static class ChainFileReader
{
    private const string ChainKey = "chain";

    private static readonly string[] s_keys =
    [
        "name", "description", "models", "system-prompt", "system-prompt-file", "previous-response", "previous-response-file",
        "prompts", "prompts-file", "prompts-pdf", "pdf", "notes", "loops", "responses", "feedback-loop", "cumulative-response",
        "feedback-output-only",
        "single-response-per-model", "shuffle-models", "reset-model", "random-hyperparameters", "hyperparameters", "sweep", "seed",
        "engine", "on-error", "on-overflow", "schedule", "run-code", "code", "show-html", "hide-html", "evidence", "stop",
        "health",
    ];

    /// <summary>Names that the original program uses for things that are called otherwise here, or are not there.</summary>
    private static readonly Dictionary<string, string> s_otherNames = new(StringComparer.Ordinal)
    {
        ["run-code-automatically"] = "Write run-code = on.",
        ["stop-condition"] = "Write stop { output-not-empty = on }: the session ends when code printed something and did not fail.",
        ["hide-html-output"] = "Write show-html = never, on-output or always.",
        ["feedback-python-interpreter-only"] = "Write feedback-output-only = on.",
        ["python-interpreter-output-only"] = "Write feedback-output-only = on.",
        ["number-of-loops"] = "Write loops.",
        ["number-of-responses"] = "Write responses.",
        ["pdf-pages"] = "Write prompts-pdf = \"file.pdf\"; a prompt for every page is what that does.",
        ["pdf-full"] = "Write prompts-pdf = \"file.pdf\" and pdf { mode = full }.",
        ["sandbox"] = "The sandbox cannot be set by a chain: it is the user's own setting, samantha.python in samantha.conf.",
        ["learning-mode"] = "Write evidence = on to keep how each token was chosen; samantha run --learn shows it as it happens.",
    };

    /// <summary>Without PDF files, folders and declared encodings.</summary>
    public static ChainFileResult Read(string hoconText, string source, Func<string, FileText> readFile) =>
        Read(hoconText, source, ChainFileSources.TextOnly(readFile));

    public static ChainFileResult Read(string hoconText, string source, ChainFileSources sources)
    {
        var values = new ChainFileValues(source);
        HoconObject document;
        try
        {
            document = HoconDocument.Parse(hoconText, source);
        }
        catch (HoconException exception)
        {
            values.Error(new HoconPosition(source, exception.Line, exception.Column), Sentence(exception.Problem));
            return new ChainFileResult(null, values.Found);
        }

        if (Find(document, values) is not { } block)
        {
            return new ChainFileResult(null, values.Found);
        }

        var chain = new Reading(values, new ChainFileTexts(values, hoconText, source, sources), sources).Read(block);
        AddChecks(chain, block, source, values);
        return new ChainFileResult(values.HasFailed ? null : chain, values.Found);
    }

    private static HoconObject? Find(HoconObject document, ChainFileValues values)
    {
        foreach (var (key, value) in document.Members)
        {
            var normal = key.Replace('_', '-');
            if (key != ChainKey && (s_keys.Contains(normal) || NearestName.Find(key, [ChainKey]) is not null))
            {
                values.Error(value, s_keys.Contains(normal)
                    ? $"{key} stands outside the chain. Write chain {{ … }} around the settings."
                    : $"Unknown block '{key}'. Did you mean chain?");
            }
        }

        if (!document.TryGetMember(ChainKey, out var found))
        {
            if (!values.HasFailed)
            {
                values.Error(document, "The file has no chain. Write chain { models = [\"samantha-mini\"], prompts = "
                    + "\"Who are you?\" }.");
            }

            return null;
        }

        return values.Object(found, ChainKey);
    }

    // What only shows in the whole gets the place of the first setting that its message names.
    private static void AddChecks(ChainDefinition chain, HoconObject block, string source, ChainFileValues values)
    {
        var hasFailed = values.HasFailed;
        foreach (var found in ChainCheck.Of(chain, source))
        {
            if (hasFailed && found.IsError && block.TryGetMember("models", out _))
            {
                // It follows from a mistake that is reported already.
                continue;
            }

            var named = block.Members
                .Select(member => (member.Value.Position, At: IndexOfKey(found.Message, member.Key)))
                .Where(member => member.At >= 0).OrderBy(member => member.At).Select(member => (HoconPosition?)member.Position)
                .FirstOrDefault() ?? (!found.IsError && block.TryGetMember("hyperparameters", out var set) ? set : block).Position;
            values.Add(found with { Line = named.Line, Column = named.Column }, isFatal: true);
        }
    }

    private static int IndexOfKey(string message, string key) =>
        message.IndexOf(key.Replace('_', '-'), StringComparison.Ordinal);

    private static string Sentence(string problem) =>
        problem.Length == 0 ? problem : char.ToUpperInvariant(problem[0]) + problem[1..] + (problem.EndsWith('.') ? "" : ".");

    /// <summary>The reading of one chain block.</summary>
    private sealed class Reading(ChainFileValues values, ChainFileTexts texts, ChainFileSources sources)
    {
        private readonly ChainFileSections _sections = new(values);
        private readonly ChainFilePdf _pdf = new(values, sources.ReadPdf, texts.Plain);
        private PromptList? _prompts;
        private HoconNode? _models;
        private HoconNode? _seed;
        private HoconNode? _pdfFile;
        private HoconNode? _pdfBlock;
        private HoconNode? _showHtml;
        private string? _promptSource;

        public ChainDefinition Read(HoconObject block)
        {
            var chain = new ChainDefinition { Prompts = new PromptList([], []), Schedule = Schedule.Auto };
            foreach (var (key, value) in values.Members(block))
            {
                chain = ReadText(chain, key, value) ?? ReadFlow(chain, key, value) ?? ReadSection(chain, key, value)
                    ?? Unknown(chain, key, value);
            }

            chain = WithSeed(chain);
            ReadPdf();
            return chain with
            {
                Models = _models is null ? [] : _sections.Models(_models, chain.Engine),
                Prompts = _prompts ?? DefaultPrompts(block),
            };
        }

        private ChainDefinition? ReadText(ChainDefinition chain, string key, HoconNode value)
        {
            switch (key)
            {
                case "name":
                    return chain with { Name = values.Scalar(value, key, "a text")?.Text.Trim() ?? "" };
                case "description":
                    return chain with { Description = values.Scalar(value, key, "a text")?.Text.Trim() ?? "" };
                case "system-prompt":
                    return chain with { SystemPrompt = Once(value, key, chain.SystemPrompt, texts.Field) };
                case "system-prompt-file":
                    return chain with { SystemPrompt = Once(value, key, chain.SystemPrompt, texts.FieldFile) };
                case "previous-response":
                    return chain with { PreviousResponse = Once(value, key, chain.PreviousResponse, texts.Field) };
                case "previous-response-file":
                    return chain with { PreviousResponse = Once(value, key, chain.PreviousResponse, texts.FieldFile) };
                case "notes":
                    return chain with { Notes = texts.Notes(value) };
                case "prompts" or "prompts-file" or "prompts-pdf":
                    ReadPrompts(key, value);
                    return chain;
                default:
                    return null;
            }
        }

        private ChainDefinition? ReadFlow(ChainDefinition chain, string key, HoconNode value) => key switch
        {
            "loops" => chain with { Loops = values.Repeat(value, key) },
            "responses" => chain with { Responses = values.Repeat(value, key) },
            "feedback-loop" => chain with { FeedbackLoop = values.Flag(value, key, false) },
            "cumulative-response" => chain with { CumulativeResponse = values.Flag(value, key, false) },
            "feedback-output-only" => chain with { FeedbackOutputOnly = values.Flag(value, key, false) },
            "single-response-per-model" => chain with { SingleResponsePerModel = values.Flag(value, key, false) },
            "shuffle-models" => chain with { ShuffleModels = values.Flag(value, key, false) },
            "run-code" => chain with { RunCode = values.Flag(value, key, false) },
            "reset-model" => chain with { ResetModel = values.Flag(value, key, true) },
            "on-error" => chain with
            {
                OnError = values.Choice(value, key, OnError.NextModel,
                    ("next-step", OnError.NextStep), ("next-model", OnError.NextModel), ("stop", OnError.Stop)),
            },
            "on-overflow" => chain with
            {
                OnOverflow = values.Choice(value, key, OnOverflow.Fail,
                    ("fail", OnOverflow.Fail), ("drop-oldest-feedback", OnOverflow.DropOldestFeedback),
                    ("stop", OnOverflow.Stop)),
            },
            "schedule" => chain with
            {
                Schedule = values.Choice(value, key, Schedule.Auto,
                    ("auto", Schedule.Auto), ("as-written", Schedule.AsWritten)),
            },
            _ => null,
        };

        private ChainDefinition? ReadSection(ChainDefinition chain, string key, HoconNode value)
        {
            switch (key)
            {
                case "models":
                    _models = value;
                    return chain;
                case "seed":
                    _seed = value;
                    return chain;
                case "hyperparameters":
                    return chain with { Hyperparameters = _sections.Hyperparameters(value) };
                case "random-hyperparameters":
                    return chain with { RandomHyperparameters = _sections.Random(value) };
                case "sweep":
                    return chain with { Sweep = new ChainFileSweep(values).Read(value) };
                case "engine":
                    return chain with { Engine = _sections.Engine(value, EngineSettings.Default) };
                case "evidence":
                    return chain with { Evidence = _sections.Evidence(value) };
                case "stop":
                    return chain with { Stop = new ChainFileStop(values).Read(value) };
                case "health":
                    return chain with { Health = new ChainFileHealth(values).Read(value) };
                case "code":
                    return chain with { Code = new ChainFileCode(values, sources.ResolveFolder).Read(value) };
                case "pdf":
                    _pdfBlock = value;
                    return chain;
                case "show-html" or "hide-html":
                    return WithHtml(chain, key, value);
                default:
                    return null;
            }
        }

        private ChainDefinition Unknown(ChainDefinition chain, string key, HoconNode value)
        {
            if (s_otherNames.TryGetValue(key, out var message))
            {
                values.Error(value, message);
            }
            else if (HyperparameterTable.TryFind(key, out var hyperparameter))
            {
                values.Error(value, $"{hyperparameter.Name} belongs into hyperparameters {{ … }}.");
            }
            else
            {
                values.UnknownKey(value, key, ChainKey, s_keys);
            }

            return chain;
        }

        private void ReadPrompts(string key, HoconNode value)
        {
            if (_promptSource is { } other)
            {
                values.Error(value, $"The chain has {other} and {key}; only one of them can be used.");
                return;
            }

            _promptSource = key;
            if (key == "prompts-pdf")
            {
                // How it is read stands in a block of its own, perhaps further down.
                _pdfFile = value;
            }
            else
            {
                _prompts = key == "prompts" ? texts.Prompts(value) : texts.PromptsFile(value);
            }
        }

        private void ReadPdf()
        {
            var settings = _pdfBlock is null ? PdfSettings.Default : _pdf.Settings(_pdfBlock);
            if (_pdfFile is not null)
            {
                _prompts = _pdf.Prompts(_pdfFile, settings);
            }
            else if (_pdfBlock is not null)
            {
                values.Warn(_pdfBlock, "pdf has no effect without prompts-pdf = \"file.pdf\".");
            }
        }

        // hide-html is the original's switch: off lets a page come up when code printed something.
        private ChainDefinition WithHtml(ChainDefinition chain, string key, HoconNode value)
        {
            if (_showHtml is not null)
            {
                values.Error(value, "The chain has show-html and hide-html; only one of them can be used.");
                return chain;
            }

            _showHtml = value;
            return chain with
            {
                ShowHtml = key == "hide-html"
                    ? values.Flag(value, key, true) ? ShowHtml.Never : ShowHtml.OnOutput
                    : values.Choice(value, key, ShowHtml.Never,
                        ("never", ShowHtml.Never), ("on-output", ShowHtml.OnOutput), ("always", ShowHtml.Always)),
            };
        }

        private PromptList DefaultPrompts(HoconObject block)
        {
            if (_promptSource is null)
            {
                values.Warn(block, $"The chain has no prompts. The single prompt {PromptList.FallbackText} is sent instead.");
            }

            return new PromptList([PromptList.Fallback()], ImmutableArray<Diagnostic>.Empty);
        }

        private ChainDefinition WithSeed(ChainDefinition chain)
        {
            if (_seed is null || !HyperparameterTable.TryFind("seed", out var key)
                || values.Scalar(_seed, key.Name, key.Allowed) is not { } scalar)
            {
                return chain;
            }

            if (!HyperparameterTable.TrySet(chain.Hyperparameters, key, scalar.Text, out var set, out var problem))
            {
                values.Error(scalar, problem);
            }
            else if (chain.Hyperparameters.Seed is { } other && other != set.Seed)
            {
                values.Error(scalar, $"seed is {set.Seed} here and {other} in hyperparameters. Remove one of them.");
            }

            return chain with { Hyperparameters = set };
        }

        private string Once(HoconNode value, string key, string before, Func<HoconNode, string, string?> read)
        {
            if (before.Length == 0)
            {
                return read(value, key) ?? "";
            }

            values.Error(value, $"{key} is the second text for the same field; only one of the text and the file can be used.");
            return before;
        }
    }
}
