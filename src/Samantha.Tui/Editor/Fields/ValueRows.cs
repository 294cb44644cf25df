using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Settings;
using Samantha.Chains.Sweeps;

namespace Samantha.Tui.Editor.Fields;

/// <summary>The hyperparameters and the ranges of the random ones, from the one table that has them all. Pure.</summary>
public static class ValueRows
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static ImmutableArray<SettingRow> Hyperparameters { get; } = [.. HyperparameterTable.Keys.Select(Row)];

    public static SettingRow Random { get; } = new(
        "random-hyperparameters", chain => ChainValueText.Switch(chain.RandomHyperparameters is not null),
        (from, into) => into with
        {
            RandomHyperparameters = from.RandomHyperparameters is null
                ? null
                : into.RandomHyperparameters ?? RandomRanges.Default,
        })
    {
        Kind = SettingKind.Switch,
    };

    /// <summary>On one line, as on the command line.</summary>
    public static SettingRow Sweep { get; } = new(
        "sweep", chain => SweepText.Of(chain.Sweep), (from, into) => into with { Sweep = from.Sweep }) { IsText = true };

    public static ImmutableArray<SettingRow> Ranges { get; } =
    [
        Range("temperature", r => r.Temperature, (from, into) => into with { Temperature = from.Temperature }),
        Range("tfs_z", r => r.TfsZ, (from, into) => into with { TfsZ = from.TfsZ }),
        Range("min_p", r => r.MinP, (from, into) => into with { MinP = from.MinP }),
        Range("top_p", r => r.TopP, (from, into) => into with { TopP = from.TopP }),
        Range("typical_p", r => r.TypicalP, (from, into) => into with { TypicalP = from.TypicalP }),
        Range("presence_penalty", r => r.PresencePenalty, (from, into) => into with { PresencePenalty = from.PresencePenalty }),
        Range("frequency_penalty", r => r.FrequencyPenalty,
            (from, into) => into with { FrequencyPenalty = from.FrequencyPenalty }),
        Range("repeat_penalty", r => r.RepeatPenalty, (from, into) => into with { RepeatPenalty = from.RepeatPenalty }),
    ];

    /// <summary>What the table allows, from and to, for the explanation; null for texts and the seed.</summary>
    public static (string From, string To)? Limits(string id) =>
        HyperparameterTable.TryFind(id[(id.LastIndexOf('.') + 1)..], out HyperparameterKey? key)
            && key.Kind is HyperparameterKind.Whole or HyperparameterKind.Real
                ? (key.Min.ToString(s_culture), key.Max.ToString(s_culture))
                : null;

    private static SettingRow Row(HyperparameterKey key) => new(
        "hyperparameters." + key.Name,
        chain => key.GetOverride(chain.Hyperparameters) is null
            ? DefaultOf(key)
            : Written(key, chain.Hyperparameters.ApplyTo(Samantha.Chains.Settings.Hyperparameters.Default)),
        (from, into) => into with { Hyperparameters = Copied(key, from.Hyperparameters, into.Hyperparameters) })
    {
        IsList = key.Kind == HyperparameterKind.Texts,
        IsLongText = key.Kind == HyperparameterKind.Text,
    };

    private static string DefaultOf(HyperparameterKey key) =>
        Written(key, Samantha.Chains.Settings.Hyperparameters.Default);

    private static string Written(HyperparameterKey key, Samantha.Chains.Settings.Hyperparameters values) => key.Get(values) switch
    {
        ImmutableArray<string> texts => string.Join(", ", texts.Select(ChainValueText.Quoted)),
        string { Length: > 0 } text => ChainValueText.Quoted(text),
        _ => key.Format(values),
    };

    // There is no way to unset one value by the table, so all others are set anew.
    private static HyperparameterOverrides Copied(
        HyperparameterKey key, HyperparameterOverrides from, HyperparameterOverrides into)
    {
        HyperparameterOverrides copy = HyperparameterOverrides.None;
        foreach (HyperparameterKey each in HyperparameterTable.Keys)
        {
            if (each.GetOverride(each == key ? from : into) is { } value)
            {
                copy = each.Set(copy, value);
            }
        }

        return copy;
    }

    private static SettingRow Range(
        string name, Func<RandomRanges, RandomRange?> get, Func<RandomRanges, RandomRanges, RandomRanges> copy) => new(
        "random-hyperparameters." + name,
        chain => get(chain.RandomHyperparameters ?? RandomRanges.Default) is { } range
            ? string.Create(s_culture, $"[{range.Min}, {range.Max}]")
            : "off",
        (from, into) => into.RandomHyperparameters is { } ranges
            ? into with { RandomHyperparameters = copy(from.RandomHyperparameters ?? RandomRanges.Default, ranges) }
            : into)
    {
        IsShown = chain => chain.RandomHyperparameters is not null,
    };
}
