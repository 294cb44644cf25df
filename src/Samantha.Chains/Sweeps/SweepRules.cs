using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Sweeps;

/// <summary>What may be swept, and how much of it. Sentences for people who wrote something else.</summary>
public static class SweepRules
{
    /// <summary>More combinations than this are a typing error: each is a response to every prompt.</summary>
    public const int CombinationsMax = 1000;

    public static ImmutableArray<string> Names { get; } =
        [.. HyperparameterTable.Keys.Where(key => ProblemOf(key) is null).Select(key => key.Name)];

    /// <summary>Why a hyperparameter cannot be swept; null when it can.</summary>
    public static string? ProblemOf(HyperparameterKey key) =>
        key.Name == "n_ctx"
            ? "n_ctx takes effect when a model is loaded and cannot be swept. Name the model twice, each with its own n_ctx."
            : key.Kind is HyperparameterKind.Texts or HyperparameterKind.Text
                ? $"{key.Name} is a text; only numbers can be swept."
                : null;

    /// <summary>Reads one value, as the table allows it; a sentence when it is none.</summary>
    public static string? Read(HyperparameterKey key, string written, out string value)
    {
        value = "";
        if (!HyperparameterTable.TrySet(HyperparameterOverrides.None, key, written, out var set, out var problem))
        {
            return problem;
        }

        value = key.GetOverride(set) switch
        {
            double real => NumberText.Of(real),
            IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
            _ => written.Trim(),
        };
        return null;
    }

    /// <summary>A sentence about values that make no axis: none at all, or one of them twice.</summary>
    public static string? ProblemOf(string name, IReadOnlyCollection<string> values) =>
        values.Count == 0 ? $"{name} has no value. Write numbers such as [0, 0.5, 1]."
        : values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"{name} has the value {twice.Key} twice. Use responses to ask for several responses to the same settings."
            : null;

    /// <summary>A sentence when there are too many combinations, or responses to them; null when all is well.</summary>
    public static string? ProblemOf(SweepSettings sweep) => sweep.Combinations > CombinationsMax
        ? string.Create(CultureInfo.InvariantCulture, $"sweep has {sweep.Combinations:N0} combinations; {CombinationsMax:N0} are allowed. ")
            + "Leave values out, or write a list of smaller blocks: [{ temperature = [0, 1] }, { top_p = [0.5, 1] }]."
        : null;
}
