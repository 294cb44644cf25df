using System.CommandLine;
using System.Globalization;
using Samantha.Chains.Settings;

namespace Samantha.Host.Commands;

/// <summary>
/// A hyperparameter as an option: <c>top_p</c> becomes <c>--top-p</c>. Name, range and default come from the table.
/// </summary>
internal sealed class HyperparameterOption
{
    public HyperparameterOption(HyperparameterKey key)
    {
        Key = key;
        IsTexts = key.Kind == HyperparameterKind.Texts;
        Option = new Option<string[]>("--" + key.Name.Replace('_', '-'))
        {
            HelpName = key.Kind switch
            {
                HyperparameterKind.Texts => "TEXT",
                HyperparameterKind.Text => "TEXT|@FILE",
                HyperparameterKind.Real => "X",
                _ => "N",
            },
            Description = Describe(key),
            Arity = ArgumentArity.OneOrMore,
        };
    }

    public HyperparameterKey Key { get; }

    public bool IsTexts { get; }

    public Option<string[]> Option { get; }

    private static string Describe(HyperparameterKey key)
    {
        string value = key.Format(Chains.Settings.Hyperparameters.Default);
        return key.Kind switch
        {
            HyperparameterKind.Texts => Describe(key.Name, value),
            HyperparameterKind.Text => key.Name == "grammar"
                ? "What a response may look like, in GBNF; @FILE reads it from a file."
                : "A JSON schema that the response follows; @FILE reads it from a file.",
            HyperparameterKind.Seed => "The base seed of everything that is drawn. Default: drawn at the start and recorded.",
            HyperparameterKind.Real => string.Create(CultureInfo.InvariantCulture, $"{key.Min} to {key.Max}. Default {value}."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{key.Min:0} to {key.Max:0}. Default {value}."),
        };
    }

    private static string Describe(string name, string value) => name switch
    {
        "logit_bias" => "TOKEN=BIAS, where TOKEN is #ID or a text that is one token; -inf forbids it. May be repeated.",
        "dry_sequence_breakers" => "A text across which no repetition reaches; may be repeated. Default as in hocon/reference.conf.",
        _ => $"A text that ends a response; may be repeated. Default {value}.",
    };
}
