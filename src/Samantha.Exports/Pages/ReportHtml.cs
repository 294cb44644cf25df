using System.Text;
using Samantha.Chains.Reports;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>What the session came to, behind a summary line.</summary>
internal static class ReportHtml
{
    public static string Of(Overview overview)
    {
        if (overview.Report is not { } report)
        {
            return "";
        }

        var html = new StringBuilder("<section class=\"settings\">\n<details><summary>Report</summary>\n<dl class=\"pairs\">\n");
        foreach (var row in ReportRows.Full(report))
        {
            html.Append("<dt>").Append(HtmlText.Escape(row.Name)).Append("</dt><dd>").Append(HtmlText.Escape(row.Value))
                .Append("</dd>\n");
        }

        return html.Append("</dl>\n</details>\n</section>\n").ToString();
    }
}
