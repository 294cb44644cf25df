using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Samantha.Exports.Pages.Responses;

/// <summary>Addresses written as such in a response: links where the policy allows it, else text.</summary>
internal sealed class AutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var url = link.IsEmail ? "mailto:" + link.Url : link.Url;
        var isAllowed = LinkPolicy.IsAllowed(url);
        if (isAllowed)
        {
            LinkRenderer.Open(renderer, url);
        }

        renderer.Write(HtmlText.Escape(link.Url));
        renderer.Write(isAllowed ? "</a>" : "");
    }
}
