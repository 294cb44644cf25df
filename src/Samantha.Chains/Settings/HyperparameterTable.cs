using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Samantha.Chains.Settings;

/// <summary>
/// Every hyperparameter in one list: names as the original has them, kinds and ranges. The one place that turns a written value
/// into a setting, whoever wrote it: a chain file, a prompt's braces or a command-line option.
/// </summary>
public static class HyperparameterTable
{
    /// <summary>More stop texts than this slow every token down for no use.</summary>
    public const int StopTextsMax = 64;

    /// <summary>A stop text is matched while tokens arrive, with this much text held back at most.</summary>
    public const int StopTextCharactersMax = 1000;

    /// <summary>The original's largest context and response length.</summary>
    public const int TokensMax = 300_000;

    public static ImmutableArray<HyperparameterKey> Keys { get; } =
    [
        Whole("n_ctx", 0, TokensMax, h => h.ContextTokens, o => o.ContextTokens, (o, v) => o with { ContextTokens = v }),
        Whole("max_tokens", 0, TokensMax, h => h.MaxTokens, o => o.MaxTokens, (o, v) => o with { MaxTokens = v }),
        new("stop", HyperparameterKind.Texts, 0, 0)
        {
            Get = h => h.Stop, GetOverride = o => o.Stop, Set = (o, v) => o with { Stop = (ImmutableArray<string>)v },
        },
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
        if (TryRead(key, text.Trim(), out var value))
        {
            result = key.Set(overrides, value);
            return true;
        }

        problem = $"{key.Name} must be {key.Allowed}, but '{Shorten(text.Trim())}' was found.";
        return false;
    }

    /// <summary>Sets the stop texts. False leaves a problem that names what is allowed.</summary>
    public static bool TrySetStop(
        HyperparameterOverrides overrides, ImmutableArray<string> texts, out HyperparameterOverrides result, out string problem)
    {
        result = overrides;
        problem = "";
        if (texts.Length > StopTextsMax || texts.Any(text => text.Length is 0 or > StopTextCharactersMax))
        {
            problem = $"stop must be {Keys[2].Allowed}.";
            return false;
        }

        result = overrides with { Stop = texts };
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

    private static bool SameValue(object? left, object? right) =>
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
            case HyperparameterKind.Texts when text.Length is > 0 and <= StopTextCharactersMax:
                value = ImmutableArray.Create(text);
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
}
