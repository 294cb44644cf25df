using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Evidence;
using Samantha.Chains.Settings;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>Reads the blocks inside a chain: models, hyperparameters, random-hyperparameters and engine.</summary>
internal sealed class ChainFileSections(ChainFileValues values)
{
    private static readonly string[] s_modelKeys = ["model", "name", "hyperparameters", "engine"];
    private static readonly string[] s_engineKeys = ["threads", "batch-tokens", "flash-attention"];
    private static readonly string[] s_evidenceKeys = ["enabled", "candidates"];
    private static readonly string[] s_hyperparameterKeys = [.. HyperparameterTable.Keys.Select(key => key.Name), "preset"];
    private static readonly string[] s_randomKeys =
    [
        "enabled", "temperature", "tfs_z", "min_p", "top_p", "typical_p", "presence_penalty", "frequency_penalty",
        "repeat_penalty",
    ];

    public ImmutableArray<ModelEntry> Models(HoconNode node, EngineSettings engine)
    {
        var items = node is HoconArray list ? list.Items : [node];
        var models = ImmutableArray.CreateBuilder<ModelEntry>();
        foreach (var item in items)
        {
            var entry = item switch
            {
                HoconScalar scalar => Reference(scalar) is { } model ? ModelEntry.Of(model) : null,
                HoconObject block => Model(block, engine),
                _ => Refused(item),
            };
            if (entry is not null)
            {
                models.Add(Distinct(entry, models));
            }
        }

        return models.ToImmutable();
    }

    public EngineSettings Engine(HoconNode node, EngineSettings below)
    {
        var engine = below;
        if (values.Object(node, "engine") is not { } block)
        {
            return engine;
        }

        foreach (var (key, value) in values.Members(block))
        {
            switch (key)
            {
                case "threads":
                    engine = engine with { Threads = AutoOr(value, key, 1, EngineSettings.ThreadsMax) };
                    break;
                case "batch-tokens":
                    engine = engine with { BatchTokens = AutoOr(value, key, 1, EngineSettings.BatchTokensMax) };
                    break;
                case "flash-attention":
                    engine = engine with
                    {
                        FlashAttention = values.Choice(value, key, FlashAttention.Auto,
                            ("auto", FlashAttention.Auto), ("on", FlashAttention.On), ("off", FlashAttention.Off)),
                    };
                    break;
                default:
                    values.UnknownKey(value, key, "engine", s_engineKeys);
                    break;
            }
        }

        return engine;
    }

    /// <summary>on, off, or a block with enabled and candidates.</summary>
    public EvidenceSettings Evidence(HoconNode node)
    {
        if (node is not HoconObject block)
        {
            return new EvidenceSettings(values.Flag(node, "evidence", false));
        }

        var evidence = new EvidenceSettings(Enabled: true);
        foreach (var (key, value) in values.Members(block))
        {
            evidence = key switch
            {
                "enabled" => evidence with { Enabled = values.Flag(value, key, true) },
                "candidates" => evidence with
                {
                    Candidates = values.Whole(value, key, 1, EvidenceSettings.CandidatesMax)
                        ?? EvidenceSettings.CandidatesDefault,
                },
                _ => Unknown(value, key, evidence),
            };
        }

        return evidence;
    }

    private EvidenceSettings Unknown(HoconNode value, string key, EvidenceSettings evidence)
    {
        values.UnknownKey(value, key, "evidence", s_evidenceKeys);
        return evidence;
    }

    public HyperparameterOverrides Hyperparameters(HoconNode node)
    {
        var set = HyperparameterOverrides.None;
        var preset = HyperparameterOverrides.None;
        if (values.Object(node, "hyperparameters") is not { } block)
        {
            return set;
        }

        foreach (var (key, value) in values.Members(block))
        {
            if (key == "preset")
            {
                preset = values.Choice(value, key, preset,
                    ("deterministic", HyperparameterPresets.Deterministic), ("stochastic", HyperparameterPresets.Stochastic));
            }
            else if (!HyperparameterTable.TryFind(key, out var known))
            {
                values.UnknownKey(value, key, "hyperparameters", s_hyperparameterKeys);
            }
            else
            {
                set = Hyperparameter(value, known, set);
            }
        }

        return set.WithFallback(preset);
    }

    /// <summary>
    /// on, off, or a block with enabled and ranges such as temperature = [0.1, 1.0]; a range that is off is not drawn.
    /// </summary>
    public RandomRanges? Random(HoconNode node)
    {
        if (node is not HoconObject block)
        {
            return values.Flag(node, "random-hyperparameters", false) ? RandomRanges.Default : null;
        }

        var isEnabled = true;
        var ranges = RandomRanges.Default;
        foreach (var (key, value) in values.Members(block))
        {
            if (key == "enabled")
            {
                isEnabled = values.Flag(value, key, true);
                continue;
            }

            ranges = key switch
            {
                "temperature" => ranges with { Temperature = Range(value, key) },
                "tfs-z" => ranges with { TfsZ = Range(value, key) },
                "min-p" => ranges with { MinP = Range(value, key) },
                "top-p" => ranges with { TopP = Range(value, key) },
                "typical-p" => ranges with { TypicalP = Range(value, key) },
                "presence-penalty" => ranges with { PresencePenalty = Range(value, key) },
                "frequency-penalty" => ranges with { FrequencyPenalty = Range(value, key) },
                "repeat-penalty" => ranges with { RepeatPenalty = Range(value, key) },
                _ => UnknownRange(value, key, ranges),
            };
        }

        return isEnabled ? ranges : null;
    }

    private ModelEntry? Model(HoconObject block, EngineSettings below)
    {
        string? model = null;
        string? name = null;
        EngineSettings? engine = null;
        var hyperparameters = HyperparameterOverrides.None;
        foreach (var (key, value) in values.Members(block))
        {
            switch (key)
            {
                case "model":
                    model = values.Scalar(value, key, "a file, a name or an https URL") is { } scalar ? Reference(scalar) : null;
                    break;
                case "name":
                    name = values.Scalar(value, key, "a text")?.Text.Trim();
                    break;
                case "hyperparameters":
                    hyperparameters = Hyperparameters(value);
                    break;
                case "engine":
                    engine = Engine(value, below);
                    break;
                default:
                    values.UnknownKey(value, key, "a model", s_modelKeys);
                    break;
            }
        }

        if (model is null)
        {
            values.Error(block, "This model has no model = \"…\" that says which file, name or URL it is.");
            return null;
        }

        return new ModelEntry(model, string.IsNullOrEmpty(name) ? ModelEntry.NameOf(model) : name, hyperparameters, engine);
    }

    // Two entries that differ must not look the same in a transcript; equal ones are one model that comes twice.
    private static ModelEntry Distinct(ModelEntry entry, ImmutableArray<ModelEntry>.Builder before)
    {
        var name = entry.Name;
        for (var number = 2; before.Any(other => other.Name == entry.Name && other != entry); number++)
        {
            entry = entry with { Name = string.Create(CultureInfo.InvariantCulture, $"{name} ({number})") };
        }

        return entry;
    }

    private string? Reference(HoconScalar scalar)
    {
        if (!string.IsNullOrWhiteSpace(scalar.Text))
        {
            return scalar.Text.Trim();
        }

        values.Error(scalar, "A model must be a file, a name in the models folder or an https URL to a .gguf, but "
            + "the text is empty.");
        return null;
    }

    private ModelEntry? Refused(HoconNode item)
    {
        values.Error(item, $"A model is a text or a block {{ model = \"…\" … }}, but {item.Kind} was found.");
        return null;
    }

    private HyperparameterOverrides Hyperparameter(HoconNode value, HyperparameterKey key, HyperparameterOverrides set)
    {
        string problem;
        if (key.Kind == HyperparameterKind.Texts && value is HoconArray list)
        {
            var texts = list.Items
                .Select(item => values.Scalar(item, key.Name, key.Allowed)?.Text).OfType<string>().ToImmutableArray();
            if (!HyperparameterTable.TrySetTexts(set, key, texts, out set, out problem))
            {
                values.Error(value, problem);
            }

            return set;
        }

        if (values.Scalar(value, key.Name, key.Allowed) is not { } scalar)
        {
            return set;
        }

        var isSet = key.Kind == HyperparameterKind.Texts
            ? HyperparameterTable.TrySetTexts(set, key, [scalar.Text], out set, out problem)
            : HyperparameterTable.TrySet(set, key, scalar.Text, out set, out problem);
        if (!isSet)
        {
            values.Error(scalar, problem);
        }

        return set;
    }

    private RandomRange? Range(HoconNode node, string key)
    {
        HyperparameterTable.TryFind(key, out var known);
        var allowed = $"off or two numbers such as [{known!.Min.ToString(CultureInfo.InvariantCulture)}, "
            + $"{known.Max.ToString(CultureInfo.InvariantCulture)}], the smaller one first and both in that range";
        if (ChainFileValues.IsOff(node))
        {
            return null;
        }

        if (node is HoconArray { Items.Length: 2 } list && Number(list.Items[0]) is { } min && Number(list.Items[1]) is { } max
            && min >= known.Min && max <= known.Max && min <= max)
        {
            return new RandomRange(min, max);
        }

        values.Error(node, $"{known.Name} must be {allowed}.");
        return null;
    }

    private static double? Number(HoconNode node)
    {
        try
        {
            return node is HoconScalar scalar ? HoconScalarReader.ReadDouble(scalar) : null;
        }
        catch (HoconException)
        {
            return null;
        }
    }

    private int? AutoOr(HoconNode node, string key, int min, int max) =>
        node is HoconScalar { Text: "auto" } ? null : values.Whole(node, $"{key} (when not auto)", min, max);

    private RandomRanges UnknownRange(HoconNode node, string key, RandomRanges ranges)
    {
        values.UnknownKey(node, key, "random-hyperparameters", s_randomKeys);
        return ranges;
    }
}
