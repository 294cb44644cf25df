using System.Text;
using Samantha.Chains.Text;

namespace Samantha.Exports.Tests.Support;

/// <summary>What holds for every page, whatever was written into it.</summary>
internal static class PageRules
{
    private static readonly string[] s_elements =
    [
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "article", "h1", "h2", "h3",
        "h4", "h5", "h6", "p", "strong", "em", "small", "span", "div", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr",
        "th", "td", "details", "summary", "pre", "code", "a", "img", "figure", "figcaption", "ul", "ol", "li", "blockquote", "br", "hr",
        "input", "del", "ins", "mark", "sub", "sup",
    ];

    private static readonly string[] s_attributes =
    [
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "dir", "href", "rel", "src", "alt", "width", "height",
        "title", "scope", "start", "type", "disabled", "checked",
    ];

    /// <summary>What the pictures of a study are made of; a page without one has none of it.</summary>
    private static readonly string[] s_drawing = ["svg", "path", "circle", "polyline", "text"];

    private static readonly string[] s_drawingAttributes =
        ["viewbox", "width", "height", "role", "aria-label", "class", "d", "cx", "cy", "r", "x", "y", "text-anchor", "points"];

    public static HtmlPage Check(string html, bool hasStudy = false)
    {
        var page = new HtmlPage(html);
        foreach (var tag in page.Tags)
        {
            var isDrawing = hasStudy && s_drawing.Contains(tag.Name);
            Assert.Contains(tag.Name, isDrawing ? s_drawing : s_elements);
            Assert.All(tag.Attributes, attribute => Assert.Contains(
                attribute.Name.ToLowerInvariant(), isDrawing ? s_drawingAttributes : s_attributes));
        }

        Assert.All(page.Of("a"), link => Assert.True(IsSafe(link["href"]!), $"unsafe link {link["href"]}"));
        Assert.All(page.Of("img"), picture => Assert.StartsWith("data:image/", picture["src"], StringComparison.Ordinal));
        Assert.All(page.Of("input"), box => Assert.Equal(("checkbox", "disabled"), (box["type"], box["disabled"])));
        Assert.Equal(["Content-Security-Policy"],
            page.Of("meta").Select(meta => meta["http-equiv"]).Where(name => name is not null));
        Assert.Single(page.Of("style"));
        Assert.DoesNotContain(html.EnumerateRunes(), rune => TerminalSanitizer.IsForbidden(rune));
        return page;
    }

    /// <summary>
    /// As a browser reads an address: it drops line ends and tabs anywhere, and controls and spaces at the start.
    /// </summary>
    private static bool IsSafe(string href)
    {
        var read = new StringBuilder();
        foreach (var c in href.TrimStart([.. Enumerable.Range(0, 0x21).Select(code => (char)code)]))
        {
            if (c is not ('\t' or '\n' or '\r'))
            {
                read.Append(char.ToLowerInvariant(c));
            }
        }

        var address = read.ToString();
        return address.StartsWith('#') || address.StartsWith("https://", StringComparison.Ordinal)
            || address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal)
            || address.StartsWith("files/", StringComparison.Ordinal);
    }
}
