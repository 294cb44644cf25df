using System.Globalization;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Samantha.Exports.Pages.Responses;

/// <summary>Headings of a response, below those of the page: its first level is the page's fourth.</summary>
internal sealed class HeadingRenderer : HtmlObjectRenderer<HeadingBlock>
{
    private const int LevelsAbove = 3;
    private const int LevelMax = 6;

    protected override void Write(HtmlRenderer renderer, HeadingBlock heading)
    {
        var level = Math.Min(LevelMax, heading.Level + LevelsAbove);
        renderer.EnsureLine();
        renderer.Write(string.Create(CultureInfo.InvariantCulture, $"<h{level} class=\"r{heading.Level}\">"));
        renderer.WriteLeafInline(heading);
        renderer.Write(string.Create(CultureInfo.InvariantCulture, $"</h{level}>"));
        renderer.EnsureLine();
    }
}
