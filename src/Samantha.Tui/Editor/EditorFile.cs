using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Prompts;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Editor;

/// <summary>Makes of a chain file's text what the editor edits. Reads files that a chain names: not for the UI thread.</summary>
public static class EditorFile
{
    /// <summary>A chain that has just been begun and is read without a finding.</summary>
    public const string NewText = """
        chain {
          models = ["samantha-mini"]
          prompts = "Who are you?"
          hyperparameters { max_tokens = 400 }
        }
        """;

    /// <summary>Overrides nothing: it is only looked at when the text has no models, which is an error by itself.</summary>
    private const string AnyModel = "\nchain { models = [\"any\"] }\n";

    /// <summary>The state of a text, and what was found. Without a document, only its text can be edited.</summary>
    public static (EditorState State, IReadOnlyList<Diagnostic> Findings) Read(IChainReading reading, string text, string path)
    {
        if (path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            ChainDefinition chain = ChainDefinition.FromPromptText(text, path) with { Models = [ModelEntry.Of("samantha-mini")] };
            return (new EditorState(ChainDocument.OfPromptText(text, chain), null), chain.Prompts.Diagnostics);
        }

        ChainFileResult result = reading.Read(text, path);
        if (result.Chain is { } read)
        {
            return (new EditorState(ChainDocument.Read(text, read), text), result.Diagnostics);
        }

        return (new EditorState(WithoutModels(reading, text, path), text), result.Diagnostics);
    }

    // A chain without a model is not finished, but everything else of it can be edited.
    private static ChainDocument? WithoutModels(IChainReading reading, string text, string path)
    {
        if (reading.Read(text + AnyModel, path).Chain is not { } chain)
        {
            return null;
        }

        ChainDocument document = ChainDocument.Read(text, chain);
        return document.HasModels ? null : document with { Chain = chain with { Models = [] } };
    }

    /// <summary>The prompts as they would be sent; the places of its findings are those of the text.</summary>
    public static PromptList Parse(ChainDocument document) => document.PromptTexts is { } texts
        ? PromptList.Literal(texts)
        : PromptListParser.Parse(document.Prompts, "");
}
