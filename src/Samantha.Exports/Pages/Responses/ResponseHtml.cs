using System.Buffers;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;

namespace Samantha.Exports.Pages.Responses;

/// <summary>
/// Renders a response from Markdown. HTML in it is text, nothing in it is loaded, and no extension is on that could write
/// attributes or ids of the response's choosing. What Markdown cannot handle is shown as plain text.
/// </summary>
internal static class ResponseHtml
{
    /// <summary>Longer responses are shown as they are: parsing them takes long, and nobody reads them for their headings.
    /// </summary>
    public const int MarkdownCharactersMax = 1_000_000;

    private static readonly SearchValues<char> s_signs = SearchValues.Create("*_`#[]|~<>\\&^");
    private static readonly string[] s_listSigns = ["\n-", "\n+", "\n1.", "\n1)"];

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseEmphasisExtras()
        .UseListExtras()
        .UseAutoLinks()
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    public static string Render(string text)
    {
        var safe = Chains.Text.TerminalSanitizer.Sanitize(text);
        if (safe.Length > MarkdownCharactersMax)
        {
            return Plain(text);
        }

        try
        {
            var document = Markdown.Parse(safe, s_pipeline);
            using var html = new StringWriter();
            var renderer = new HtmlRenderer(html);
            s_pipeline.Setup(renderer);
            Replace<CodeBlockRenderer, Markdig.Renderers.Html.CodeBlockRenderer>(renderer, new());
            Replace<HeadingRenderer, Markdig.Renderers.Html.HeadingRenderer>(renderer, new());
            Replace<LinkRenderer, LinkInlineRenderer>(renderer, new());
            Replace<AutolinkRenderer, AutolinkInlineRenderer>(renderer, new());
            Replace<TableRenderer, Markdig.Extensions.Tables.HtmlTableRenderer>(renderer, new());
            renderer.Render(document);
            return HtmlText.ShowHidden(html.ToString());
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The parser refuses what is nested too deeply, which only hostile or broken text is.
            return Plain(text);
        }
    }

    /// <summary>
    /// True when the text has signs that Markdown may use up, so that the exact text is worth keeping beside it.
    /// </summary>
    public static bool MayHideSigns(string text) =>
        text.AsSpan().IndexOfAny(s_signs) >= 0 || s_listSigns.Any(sign => ("\n" + text).Contains(sign, StringComparison.Ordinal));

    private static string Plain(string text) => $"<pre class=\"plain\">{HtmlText.Escape(text)}</pre>";

    private static void Replace<TOurs, TTheirs>(HtmlRenderer renderer, TOurs ours)
        where TOurs : IMarkdownObjectRenderer
        where TTheirs : IMarkdownObjectRenderer
    {
        if (!renderer.ObjectRenderers.Replace<TTheirs>(ours))
        {
            renderer.ObjectRenderers.Insert(0, ours);
        }
    }
}
