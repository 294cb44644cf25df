using Samantha.Chains.ChainFiles;

namespace Samantha.Tui.Editor;

/// <summary>
/// What is in the editor now, as one value, so that every change can be taken back. The text of the file is <see cref="Raw"/>
/// while nothing but the text itself was edited, else what the writer makes of the document.
/// </summary>
/// <param name="Document">Null while the text cannot be read: then only the text can be edited.</param>
/// <param name="Raw">The text as a person wrote it; null: it is made from the document.</param>
public sealed record EditorState(ChainDocument? Document, string? Raw)
{
    /// <summary>The characters that a step of the history costs at most.</summary>
    public long Characters => (Raw?.Length ?? 0L) + (Document is { } document
        ? document.Prompts.Length + document.SystemPrompt.Length + document.PreviousResponse.Length
        : 0L);

    /// <param name="folder">Where the file lies or will lie.</param>
    public string Text(string? folder) =>
        Raw ?? (Document is { } document ? ChainFileWriter.Write(document, folder) : "");

    /// <summary>The document changed by a field: from now on the text is written from it.</summary>
    public EditorState With(Func<ChainDocument, ChainDocument> change) =>
        Document is { } document ? new EditorState(change(document), null) : this;

    public EditorState WithChain(Func<ChainDefinition, ChainDefinition> change) =>
        With(document => document with { Chain = change(document.Chain) });
}
