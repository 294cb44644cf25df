using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Samantha.Exports.Pages.Responses;

/// <summary>Code blocks of a response: Python in colours, others plain, with the name of the language above.</summary>
internal sealed class CodeBlockRenderer : HtmlObjectRenderer<CodeBlock>
{
    private const int LanguageCharactersMax = 20;

    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        var language = LanguageOf(block);
        renderer.EnsureLine();
        renderer.Write(CodeHtml.Block(block.Lines.ToString(), language));
        renderer.EnsureLine();
    }

    /// <summary>The first word after the fence when it looks like a language's name; else nothing.</summary>
    private static string LanguageOf(CodeBlock block)
    {
        var info = (block as FencedCodeBlock)?.Info?.Trim() ?? "";
        return info.Length <= LanguageCharactersMax && info.All(static c => char.IsAsciiLetterOrDigit(c)
            || c is '+' or '#' or '-')
            ? info.ToLowerInvariant()
            : "";
    }
}
