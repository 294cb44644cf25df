using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Samantha.Exports.Pages.Responses;

/// <summary>
/// Tables of a response, in a frame of their own that can be scrolled. Alignment is a class: the page allows no style
/// attributes.
/// </summary>
internal sealed class TableRenderer : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.Write("<div class=\"scroll\"><table>");
        foreach (var row in table.OfType<TableRow>())
        {
            renderer.Write("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                if (row[i] is TableCell cell)
                {
                    WriteCell(renderer, cell, row.IsHeader ? "th" : "td", AlignmentOf(table, cell, i));
                }
            }

            renderer.Write("</tr>");
        }

        renderer.Write("</table></div>");
        renderer.EnsureLine();
    }

    private static void WriteCell(HtmlRenderer renderer, TableCell cell, string tag, string alignment)
    {
        renderer.Write($"<{tag}{alignment}>");
        var wasImplicit = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = cell.Count <= 1;
        renderer.WriteChildren(cell);
        renderer.ImplicitParagraph = wasImplicit;
        renderer.Write($"</{tag}>");
    }

    private static string AlignmentOf(Table table, TableCell cell, int place)
    {
        var column = cell.ColumnIndex >= 0 ? cell.ColumnIndex : place;
        return column < table.ColumnDefinitions.Count
            ? table.ColumnDefinitions[column].Alignment switch
            {
                TableColumnAlign.Right => " class=\"right\"",
                TableColumnAlign.Center => " class=\"centre\"",
                _ => "",
            }
            : "";
    }
}
