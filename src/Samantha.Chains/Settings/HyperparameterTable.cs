using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Samantha.Chains.Grammars;

namespace Samantha.Chains.Settings;

/// <summary>
/// Every hyperparameter in one list: names as the original has them, kinds and ranges. The one place that turns a written value
/// into a setting, whoever wrote it: a chain file, a prompt's braces or a command-line option.
/// </summary>
public static class HyperparameterTable
{
    /// <summary>More texts than this, to stop at or to weigh, slow every token down for no use.</summary>
    public const int ListTextsMax = 64;

    /// <summary>A stop text is matched while tokens arrive, with this much text held back at most.</summary>
    public const int ListTextCharactersMax = 1000;

    /// <summary>A grammar or a schema, which is a text of its own.</summary>
    public const int LongTextCharactersMax = 64 * 1024;

    /// <summary>The original's largest context and response length.</summary>
    public const int TokensMax = 300_000;

    public static ImmutableArray<HyperparameterKey> Keys { get; } =
    [
        Whole("n_ctx", 0, TokensMax, h => h.ContextTokens, o => o.ContextTokens, (o, v) => o with { ContextTokens = v }),
        Whole("max_tokens", 0, TokensMax, h => h.MaxTokens, o => o.MaxTokens, (o, v) => o with { MaxTokens = v }),
        Texts("stop", h => h.Stop, o => o.Stop, (o, v) => o with { Stop = v }),
        Real("temperature", 0, 5, h => h.Temperature, o => o.Temperature, (o, v) => o with { Temperature = v }),
        Real("tfs_z", 0, 5, h => h.TfsZ, o => o.TfsZ, (o, v) => o with { TfsZ = v }),
        Real("top_p", 0, 1, h => h.TopP, o => o.TopP, (o, v) => o with { TopP = v }),
        Real("min_p", 0, 1, h => h.MinP, o => o.MinP, (o, v) => o with { MinP = v }),
        Real("typical_p", 0, 1, h => h.TypicalP, o => o.TypicalP, (o, v) => o with { TypicalP = v }),
        Whole("top_k", 1, 1000, h => h.TopK, o => o.TopK, (o, v) => o with { TopK = v }),
        Real("presence_penalty", 0, 1, h => h.PresencePenalty, o => o.PresencePenalty, (o, v) => o with { PresencePenalty = v }),
        Real("frequency_penalty", 0, 1, h => h.FrequencyPenalty, o => o.FrequencyPenalty, (o, v) =>
            o with { FrequencyPenalty = v }),
        Real("repeat_penalty", 0, 1.5, h => h.RepeatPenalty, o => o.RepeatPenalty, (o, v) => o with { RepeatPenalty = v }),
        Whole("penalty_last_n", 0, TokensMax, h => h.PenaltyLastTokens, o => o.PenaltyLastTokens, (o, v) =>
            o with { PenaltyLastTokens = v }),
        Real("dry_multiplier", 0, 10, h => h.DryMultiplier, o => o.DryMultiplier, (o, v) => o with { DryMultiplier = v }),
        Real("dry_base", 1, 4, h => h.DryBase, o => o.DryBase, (o, v) => o with { DryBase = v }),
        Whole("dry_allowed_length", 1, 100, h => h.DryAllowedLength, o => o.DryAllowedLength, (o, v) =>
            o with { DryAllowedLength = v }),
        Whole("dry_penalty_last_n", -1, TokensMax, h => h.DryPenaltyLastTokens, o => o.DryPenaltyLastTokens, (o, v) =>
            o with { DryPenaltyLastTokens = v }),
        Texts("dry_sequence_breakers", h => h.DrySequenceBreakers, o => o.DrySequenceBreakers, (o, v) =>
            o with { DrySequenceBreakers = v }),
        Real("top_n_sigma", 0, 20, h => h.TopNSigma, o => o.TopNSigma, (o, v) => o with { TopNSigma = v }),
        Real("xtc_probability", 0, 1, h => h.XtcProbability, o => o.XtcProbability, (o, v) => o with { XtcProbability = v }),
        Real("xtc_threshold", 0, 0.5, h => h.XtcThreshold, o => o.XtcThreshold, (o, v) => o with { XtcThreshold = v }),
        Whole("mirostat", 0, 2, h => h.Mirostat, o => o.Mirostat, (o, v) => o with { Mirostat = v }),
        Real("mirostat_tau", 0.1, 20, h => h.MirostatTau, o => o.MirostatTau, (o, v) => o with { MirostatTau = v }),
        Real("mirostat_eta", 0.001, 1, h => h.MirostatEta, o => o.MirostatEta, (o, v) => o with { MirostatEta = v }),
        Texts("logit_bias", h => h.LogitBias, o => o.LogitBias, (o, v) => o with { LogitBias = v }) with
        {
            FindProblem = LogitBiasEntry.FindProblem,
        },
        Text("grammar", h => h.Grammar, o => o.Grammar, (o, v) => o with { Grammar = v }) with
        {
            FindProblem = GbnfSyntax.FindProblem,
        },
        Text("json_schema", h => h.JsonSchema, o => o.JsonSchema, (o, v) => o with { JsonSchema = v }) with
        {
            FindProblem = JsonSchemaGrammar.FindProblem,
        },
        new("seed", HyperparameterKind.Seed, 0, ulong.MaxValue)
        {
            Get = h => h.Seed, GetOverride = o => o.Seed, Set = (o, v) => o with { Seed = (ulong)v },
        },
    ];

    public static string AllNames { get; } = string.Join(", ", Keys.Select(key => key.Name));

    /// <summary>Finds a key by its name; - and _ are the same.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out HyperparameterKey? key)
    {
        var normal = name.Trim().Replace('-', '_');
        key = Keys.FirstOrDefault(candidate => candidate.Name == normal);
        return key is not null;
    }

    /// <summary>Reads a written value. False leaves a problem that names the key, what was found and what is allowed.</summary>
    public static bool TrySet(
        HyperparameterOverrides overrides, HyperparameterKey key, string text, out HyperparameterOverrides result,
            out string problem)
    {
        result = overrides;
        problem = "";
        if (!TryRead(key, text.Trim(), out var value))
        {
            problem = $"{key.Name} must be {key.Allowed}, but '{Shorten(text.Trim())}' was found.";
            return false;
        }

        if (value is string or ImmutableArray<string> && key.FindProblem(text.Trim()) is { } found)
        {
            problem = found;
            return false;
        }

        result = key.Set(overrides, value);
        return true;
    }

    /// <summary>Sets a list of texts. False leaves a problem that names what is allowed.</summary>
    public static bool TrySetTexts(
        HyperparameterOverrides overrides, HyperparameterKey key, ImmutableArray<string> texts,
        out HyperparameterOverrides result, out string problem)
    {
        result = overrides;
        problem = texts.Length > ListTextsMax || texts.Any(text => text.Length is 0 or > ListTextCharactersMax)
            ? $"{key.Name} must be {key.Allowed}."
            : texts.Select(key.FindProblem).FirstOrDefault(found => found is not null) ?? "";
        if (problem.Length > 0)
        {
            return false;
        }

        result = key.Set(overrides, texts);
        return true;
    }

    /// <summary>The names and values that differ from the defaults, in table order, for transcripts and check output.</summary>
    public static ImmutableArray<(string Name, string Value)> DifferencesFrom(Hyperparameters defaults, Hyperparameters values) =>
        [.. Keys.Where(key => !SameValue(key.Get(defaults), key.Get(values))).Select(key => (key.Name, key.Format(values)))];

    internal static bool AreEqual(Hyperparameters left, Hyperparameters right) =>
        Keys.All(key => SameValue(key.Get(left), key.Get(right)));

    internal static bool AreEqual(HyperparameterOverrides left, HyperparameterOverrides right) =>
        Keys.All(key => SameValue(key.GetOverride(left), key.GetOverride(right)));

    internal static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    internal static bool SameValue(object? left, object? right) =>
        left is ImmutableArray<string> a && right is ImmutableArray<string> b ? a.SequenceEqual(b) : Equals(left, right);

    private static bool TryRead(HyperparameterKey key, string text, [NotNullWhen(true)] out object? value)
    {
        value = null;
        const NumberStyles Signed = NumberStyles.AllowLeadingSign;
        switch (key.Kind)
        {
            case HyperparameterKind.Whole
                when int.TryParse(text, Signed, CultureInfo.InvariantCulture, out var whole) && whole >= key.Min
                    && whole <= key.Max:
                value = whole;
                break;
            case HyperparameterKind.Real
                when double.TryParse(text, Signed | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var real)
                    && real >= key.Min && real <= key.Max:
                value = real;
                break;
            case HyperparameterKind.Seed when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                value = seed;
                break;
            case HyperparameterKind.Texts when text.Length is > 0 and <= ListTextCharactersMax:
                value = ImmutableArray.Create(text);
                break;
            case HyperparameterKind.Text when text.Length <= LongTextCharactersMax:
                value = text;
                break;
            default:
                break;
        }

        return value is not null;
    }

    private static HyperparameterKey Whole(
        string name, int min, int max, Func<Hyperparameters, int> get, Func<HyperparameterOverrides, int?> getOverride,
        Func<HyperparameterOverrides, int, HyperparameterOverrides> set) =>
        new(name, HyperparameterKind.Whole, min, max)
        {
            Get = h => get(h), GetOverride = o => getOverride(o), Set = (o, v) => set(o, (int)v),
        };

    private static HyperparameterKey Real(
        string name, double min, double max, Func<Hyperparameters, double> get, Func<HyperparameterOverrides,
            double?> getOverride,
        Func<HyperparameterOverrides, double, HyperparameterOverrides> set) =>
        new(name, HyperparameterKind.Real, min, max)
        {
            Get = h => get(h), GetOverride = o => getOverride(o), Set = (o, v) => set(o, (double)v),
        };

    private static HyperparameterKey Texts(
        string name, Func<Hyperparameters, ImmutableArray<string>> get,
        Func<HyperparameterOverrides, ImmutableArray<string>?> getOverride,
        Func<HyperparameterOverrides, ImmutableArray<string>, HyperparameterOverrides> set) =>
        new(name, HyperparameterKind.Texts, 0, 0)
        {
            Get = h => get(h), GetOverride = o => getOverride(o), Set = (o, v) => set(o, (ImmutableArray<string>)v),
        };

    private static HyperparameterKey Text(
        string name, Func<Hyperparameters, string> get, Func<HyperparameterOverrides, string?> getOverride,
        Func<HyperparameterOverrides, string, HyperparameterOverrides> set) =>
        new(name, HyperparameterKind.Text, 0, 0)
        {
            Get = get, GetOverride = getOverride, Set = (o, v) => set(o, (string)v),
        };
}
