using System.Collections.Immutable;
using Samantha.Chains.Prompts;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// A chain as its file says it, for editing: its settings, the long texts as they were written before anything was resolved, the
/// files that stand in for them, and the comments. Reads no file.
/// </summary>
public sealed record ChainDocument
{
    /// <summary>The settings. Its texts and prompts are those of the last reading; the ones below count.</summary>
    public required ChainDefinition Chain { get; init; }

    public string SystemPrompt { get; init; } = "";

    public string PreviousResponse { get; init; } = "";

    /// <summary>In the prompt-list syntax.</summary>
    public string Prompts { get; init; } = "";

    /// <summary>Prompts that were written as a list of texts without syntax; null: <see cref="Prompts"/> counts.</summary>
    public ImmutableArray<string>? PromptTexts { get; init; }

    /// <summary>The comment in front of the chain, with its signs; empty: none.</summary>
    public string Header { get; init; } = "";

    /// <summary>Comments directly above a setting, by the setting's name.</summary>
    public ImmutableSortedDictionary<string, string> Comments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// What refers to other files, as written: system-prompt-file, previous-response-file, prompts-file, prompts-pdf, pdf. It
    /// counts while the text it stands for is empty.
    /// </summary>
    public ImmutableSortedDictionary<string, string> References { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The file names models.</summary>
    public bool HasModels { get; init; } = true;

    /// <summary>The file has comments at places where writing it anew would not keep them.</summary>
    public bool LosesComments { get; init; }

    /// <summary>A chain that has no file, its texts written so that they are read as they are.</summary>
    public static ChainDocument Of(ChainDefinition chain) => new()
    {
        Chain = chain,
        SystemPrompt = FieldText.Write(chain.SystemPrompt),
        PreviousResponse = FieldText.Write(chain.PreviousResponse),
        Prompts = PromptListWriter.Write(chain.Prompts),
        PromptTexts = chain.Prompts.Items.All(IsPlain) && !chain.Prompts.Items.IsEmpty
            && chain.Prompts.Items.All(item => item.Kind == PromptKind.Ordinary)
                ? [.. chain.Prompts.Items.Select(item => item.Text)]
                : null,
    };

    /// <summary>The same for a chain that was read from the text without a fatal error.</summary>
    public static ChainDocument Read(string hoconText, ChainDefinition chain) => new ChainDocumentReader(hoconText).Read(chain);

    /// <summary>A TXT file with nothing but prompts.</summary>
    public static ChainDocument OfPromptText(string text, ChainDefinition chain) =>
        new() { Chain = chain, Prompts = TextOf(text) };

    internal static string TextOf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n').TrimStart('\uFEFF').Trim();

    private static bool IsPlain(PromptItem item) =>
        item.Overrides.IsNone && item.Problem is null && item.Parts.All(part => part.Kind == PromptPartKind.Literal);
}
