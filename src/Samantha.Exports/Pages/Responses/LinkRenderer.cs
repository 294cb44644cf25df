using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Samantha.Exports.Pages.Responses;

/// <summary>
/// Links and pictures of a response. Allowed addresses become links, also those of pictures, because a page must not load
/// anything; of the others the text stays, with the address behind it as text.
/// </summary>
internal sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
{
    private const int AddressCharactersMax = 120;

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        var isAllowed = LinkPolicy.IsAllowed(url);
        if (isAllowed)
        {
            Open(renderer, url);
        }

        if (link.IsImage)
        {
            renderer.Write("<span class=\"remote\">");
        }

        renderer.WriteChildren(link);
        if (link.FirstChild is null)
        {
            renderer.Write(HtmlText.Escape(Short(url)));
        }

        if (link.IsImage)
        {
            renderer.Write("</span>");
        }

        renderer.Write(isAllowed ? "</a>" : Address(url));
    }

    public static void Open(HtmlRenderer renderer, string url)
    {
        renderer.Write("<a rel=\"noopener noreferrer nofollow\" href=\"");
        renderer.Write(HtmlText.Escape(url));
        renderer.Write("\">");
    }

    /// <summary>An address that is no link, behind the text that it belonged to.</summary>
    public static string Address(string url) => $" <span class=\"address\">({HtmlText.Escape(Short(url))})</span>";

    private static string Short(string url) => url.Length <= AddressCharactersMax ? url : url[..AddressCharactersMax] + "…";
}
