using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Prompts;

/// <summary>
/// One prompt, ready to be sent: the pre-prompt is already in front, escapes are resolved. A prompt with a Problem cannot be
/// sent; its step fails with that reason while the others go on.
/// </summary>
public sealed record PromptItem(
    int Number, PromptKind Kind, ImmutableArray<PromptPart> Parts, HyperparameterOverrides Overrides, PromptSpan Span,
        string? Problem = null)
{
    /// <summary>The prompt with its place-holders as words, for lists and checks.</summary>
    [JsonIgnore]
    public string Text => Parts.Length == 1 ? Parts[0].Text : string.Concat(Parts.Select(part => part.Text));

    [JsonIgnore]
    public bool UsesFullText => Parts.Any(part => part.Kind == PromptPartKind.FullText);

    [JsonIgnore]
    public bool UsesPartialText => Parts.Any(part => part.Kind == PromptPartKind.PartialText);

    /// <summary>
    /// The text to send, with the responses so far put in as they were given: no brackets or tags are taken out of them.
    /// </summary>
    public string Render(string fullText, string partialText)
    {
        if (Parts.Length == 1 && Parts[0].Kind == PromptPartKind.Literal)
        {
            return Parts[0].Text;
        }

        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part.Kind switch
            {
                PromptPartKind.FullText => fullText,
                PromptPartKind.PartialText => partialText,
                _ => part.Text,
            });
        }

        return text.ToString();
    }
}
