using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Settings;
using Samantha.Chains.Text;

namespace Samantha.Chains.Prompts;

/// <summary>
/// The prompts of a chain in the order they are sent, and what was found while reading them. Never empty unless an error says
/// why.
/// </summary>
public sealed record PromptList(ImmutableArray<PromptItem> Items, [property: JsonIgnore] ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The only text that the program ever invents, as the original.</summary>
    public const string FallbackText = "Hello!";

    /// <summary>A longer list is a file that was not meant as one; each prompt costs memory for the whole session.</summary>
    public const int ItemsMax = 100_000;

    [JsonConstructor]
    public PromptList(ImmutableArray<PromptItem> items)
        : this(items, [])
    {
    }

    /// <summary>What stands in front of every prompt already. For checks: a session does not need it by itself.</summary>
    [JsonIgnore]
    public string PrePrompt { get; init; } = "";

    /// <summary>What was left out because of its ---, in order. For checks.</summary>
    [JsonIgnore]
    public ImmutableArray<IgnoredPrompt> Ignored { get; init; } = [];

    [JsonIgnore]
    public int Count => Items.Length;

    [JsonIgnore]
    public bool UsesFullText => Items.Any(item => item.UsesFullText);

    [JsonIgnore]
    public bool UsesPartialText => Items.Any(item => item.UsesPartialText);

    [JsonIgnore]
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);

    /// <summary>
    /// Prompts that come from data (lists in a chain file, options, documents): every character is text, no syntax.
    /// </summary>
    public static PromptList Literal(IEnumerable<string> prompts, string source = "prompts")
    {
        var items = ImmutableArray.CreateBuilder<PromptItem>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var index = 0;
        foreach (var prompt in prompts)
        {
            index++;
            if (string.IsNullOrWhiteSpace(prompt))
            {
                diagnostics.Add(Diagnostic.Warning(source, 0, 0, $"Prompt {index} is empty and is left out."));
                continue;
            }

            if (items.Count == ItemsMax)
            {
                diagnostics.Add(Diagnostic.Error(source, 0, 0, $"There are more than {ItemsMax} prompts. Split the "
                    + "list into several chains."));
                return new PromptList([], diagnostics.ToImmutable());
            }

            items.Add(LiteralItem(items.Count + 1, PromptKind.Ordinary, TextRepair.ReplaceLoneSurrogates(prompt)));
        }

        if (items.Count == 0)
        {
            diagnostics.Add(Diagnostic.Warning(source, 0, 0, $"The prompt list is empty. The single "
                + $"prompt {FallbackText} is sent instead."));
            items.Add(Fallback());
        }

        return new PromptList(items.ToImmutable(), diagnostics.ToImmutable());
    }

    internal static PromptItem Fallback() => LiteralItem(1, PromptKind.Fallback, FallbackText);

    private static PromptItem LiteralItem(int number, PromptKind kind, string text) =>
        new(number, kind, [new PromptPart(PromptPartKind.Literal, text)], HyperparameterOverrides.None, PromptSpan.Nowhere);
}
