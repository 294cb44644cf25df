using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Chains.Settings;

/// <summary>
/// One row of <see cref="HyperparameterTable"/>: name, kind, range, and how to read and set the value. Values travel as object
/// because the table serves files, braces, options and transcripts alike; callers outside this folder use the typed records.
/// </summary>
public sealed record HyperparameterKey(string Name, HyperparameterKind Kind, double Min, double Max)
{
    public required Func<Hyperparameters, object?> Get { get; init; }

    public required Func<HyperparameterOverrides, object?> GetOverride { get; init; }

    public required Func<HyperparameterOverrides, object, HyperparameterOverrides> Set { get; init; }

    /// <summary>What else is wrong with a text that fits the kind, as a sentence; null when all is well.</summary>
    public Func<string, string?> FindProblem { get; init; } = _ => null;

    /// <summary>What may be written for it, for messages: "a number from 0 to 5".</summary>
    public string Allowed => Kind switch
    {
        HyperparameterKind.Whole => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Min:0} to {Max:0}"),
        HyperparameterKind.Real => string.Create(CultureInfo.InvariantCulture, $"a number from {Min} to {Max}"),
        HyperparameterKind.Seed => $"a whole number from 0 to {ulong.MaxValue}",
        HyperparameterKind.Text => $"a text of up to {HyperparameterTable.LongTextCharactersMax} characters",
        _ => $"up to {HyperparameterTable.ListTextsMax} texts of 1 to {HyperparameterTable.ListTextCharactersMax} characters",
    };

    /// <summary>The value in effect as people write it: 0.8, or ["a", "b"].</summary>
    public string Format(Hyperparameters values) => FormatValue(Get(values));

    internal static string FormatValue(object? value) => value switch
    {
        null => "",
        ImmutableArray<string> texts => "[" + string.Join(", ", texts.Select(text => "\"" + text + "\"")) + "]",
        double number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
