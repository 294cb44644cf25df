using System.Globalization;
using Samantha.Chains.Settings;
using Samantha.Chains.Studies;
using Samantha.Chains.Text;

namespace Samantha.Exports.Tables;

/// <summary>A study of settings as CSV: the means of each combination of values, or a row for each response.</summary>
public static class StudyTable
{
    public static void WriteRows(TextWriter output, SettingsStudy study)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(study);
        Line(output, Headings([.. study.Varied, "responses"], ["asked_again", "identical", "first_difference_token"]));
        foreach (var row in study.Rows)
        {
            Line(output, [
                .. row.Values.Select(Value), CsvField.Number((long)row.Responses), .. row.Means.Select(Real),
                CsvField.Number((long)row.Repeated), CsvField.Number((long)row.Identical), CsvField.Number((long?)row.Difference?.Token),
            ]);
        }
    }

    public static void WriteResponses(TextWriter output, SettingsStudy study, bool isForTerminal)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(study);
        Line(output, Headings(["step", "model", "prompt", "seed", .. study.Varied], []));
        var keys = study.Varied.Select(name => HyperparameterTable.Keys.First(key => key.Name == name)).ToList();
        foreach (var response in study.Responses)
        {
            var model = isForTerminal ? TerminalSanitizer.SanitizeLine(response.Model) : response.Model;
            Line(output, [
                CsvField.Text(response.Position.StepId), CsvField.Text(model), CsvField.Number((long)response.Prompt),
                CsvField.Seed(response.Seed), .. keys.Select(key => Value(key.Format(response.Settings))),
                .. Measure.All.Select(measure => Real(measure.Get(response.Measures))),
            ]);
        }
    }

    private static string[] Headings(IEnumerable<string> before, IEnumerable<string> after) =>
        [.. before.Concat(Measure.All.Select(measure => measure.Name)).Concat(after).Select(name => name.Replace('-', '_'))];

    private static void Line(TextWriter output, string[] fields) => output.Write(string.Join(',', fields) + "\r\n");

    private static string Value(string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out _) ? value : CsvField.Text(TerminalSanitizer.SanitizeLine(value));

    private static string Real(double? value) => value?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "";
}
