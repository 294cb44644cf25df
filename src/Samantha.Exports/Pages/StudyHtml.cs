using System.Globalization;
using System.Text;
using Samantha.Chains.Settings;
using Samantha.Chains.Studies;
using Samantha.Exports.Reading;

namespace Samantha.Exports.Pages;

/// <summary>What the settings did to the responses: pictures of the measures against each setting, and the table.</summary>
internal static class StudyHtml
{
    private const int RowsMax = 300;

    /// <summary>Settings with pictures; a session that varies more of them has the table alone for the rest.</summary>
    private const int SettingsMax = 8;

    public static string Of(Overview overview)
    {
        if (overview.Study is not { } study)
        {
            return "";
        }

        var html = new StringBuilder("<section class=\"study\">\n<h2>What the settings did</h2>\n");
        html.Append("<p class=\"note\">A point is a response, the line goes through the means. ")
            .Append(HtmlText.Escape(string.Join("; ", Shown(study).Select(measure => $"{measure.Name}: {measure.Meaning}"))))
            .Append(study.HasEntropy ? "" : "; entropy is not there, because the session kept no evidence (evidence = on)")
            .Append(".</p>\n");
        foreach (var name in study.Varied.Take(SettingsMax))
        {
            Pictures(html, study, name);
        }

        Table(html, study);
        Differences(html, study);
        return html.Append("</section>\n").ToString();
    }

    private static IEnumerable<Measure> Shown(SettingsStudy study) =>
        Measure.All.Where(measure => study.Rows.Any(row => row.Means[Measure.All.IndexOf(measure)] is not null));

    private static void Pictures(StringBuilder html, SettingsStudy study, string name)
    {
        HyperparameterTable.TryFind(name, out var key);
        var values = study.Responses.Select(response => (
            Response: response,
            Value: double.TryParse(key!.Format(response.Settings), CultureInfo.InvariantCulture, out var value) ? value : (double?)null))
            .Where(pair => pair.Value is not null).ToList();
        if (values.Count < 2)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<h3>{HtmlText.Escape(name)}</h3>\n<div class=\"charts\">\n");
        foreach (var measure in Shown(study))
        {
            var points = values.Select(pair => (X: pair.Value!.Value, Y: measure.Get(pair.Response.Measures)))
                .Where(point => point.Y is not null).Select(point => (point.X, point.Y!.Value)).ToList();
            if (points.Count > 1)
            {
                html.Append(CultureInfo.InvariantCulture, $"<figure>{StudyChart.Of(name, measure.Name, points)}")
                    .Append(CultureInfo.InvariantCulture, $"<figcaption>{measure.Name}</figcaption></figure>\n");
            }
        }

        html.Append("</div>\n");
    }

    private static void Table(StringBuilder html, SettingsStudy study)
    {
        var measures = Shown(study).ToList();
        html.Append("<div class=\"scroll\"><table class=\"means\">\n<thead><tr>");
        foreach (var heading in study.Varied.Append("responses").Concat(measures.Select(measure => measure.Name)))
        {
            html.Append("<th class=\"right\">").Append(HtmlText.Escape(heading)).Append("</th>");
        }

        html.Append(study.HasRepeats ? "<th>asked again</th>" : "").Append("</tr></thead>\n<tbody>\n");
        foreach (var row in study.Rows.Take(RowsMax))
        {
            var numbers = measures.Select(measure => Words(row.Means[Measure.All.IndexOf(measure)]));
            var cells = row.Values.Append(row.Responses.ToString(CultureInfo.InvariantCulture)).Concat(numbers);
            html.Append("<tr>").AppendJoin("", cells.Select(cell => $"<td class=\"right\">{HtmlText.Escape(cell)}</td>"));
            html.Append(study.HasRepeats ? $"<td>{row.Again}</td>" : "").Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
        if (study.Rows.Length > RowsMax || study.LeftOut > 0)
        {
            var more = study.Rows.Length > RowsMax ? $"{study.Rows.Length - RowsMax} more combinations are not shown. " : "";
            var left = study.LeftOut > 0 ? $"{study.LeftOut} responses that were skipped, or come too late, are not counted." : "";
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{more}{left}</p>\n");
        }
    }

    private static void Differences(StringBuilder html, SettingsStudy study)
    {
        if (study.Rows.Select(row => row.Difference).OfType<FirstDifference>().MinBy(difference => difference.Token) is not { } first)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">The earliest difference: {first.First.StepId} and ")
            .Append(CultureInfo.InvariantCulture, $"{first.Other.StepId} differ at token {first.Token}: “")
            .Append(HtmlText.Escape(first.FirstText)).Append("” and “").Append(HtmlText.Escape(first.OtherText)).Append("”.</p>\n");
    }

    private static string Words(double? value) => value?.ToString(value >= 10 ? "0.0" : "0.000", CultureInfo.InvariantCulture) ?? "–";
}
