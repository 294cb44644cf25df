using System.Globalization;
using Samantha.Chains.Comparing;
using Samantha.Chains.Text;

namespace Samantha.Exports.Tables;

/// <summary>The comparison of two models as CSV: a row for each token of the text.</summary>
public static class ComparisonTable
{
    private const string Headings =
        "index,token,text,kl_bits,same_best,first_best,second_best,first_probability,second_probability,first_next_bits,second_next_bits";

    /// <param name="output">Where it goes.</param>
    /// <param name="comparison">What is written.</param>
    /// <param name="isForTerminal">What could drive a terminal is made visible.</param>
    public static void Write(TextWriter output, TextComparison comparison, bool isForTerminal)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(comparison);
        output.Write(Headings + "\r\n");
        foreach (var row in comparison.Rows)
        {
            var text = comparison.Texts[row.Index];
            string[] fields =
            [
                CsvField.Number((long)row.Index), CsvField.Number((long)comparison.Tokens[row.Index]),
                CsvField.Text(isForTerminal ? TerminalSanitizer.SanitizeLine(text) : text), Exact(row.KlBits),
                row.IsSameBest ? "true" : "false", CsvField.Number((long)row.FirstBest), CsvField.Number((long)row.SecondBest),
                Exact(row.FirstProbability), Exact(row.SecondProbability), Exact(row.FirstNextBits), Exact(row.SecondNextBits),
            ];
            output.Write(string.Join(',', fields) + "\r\n");
        }
    }

    private static string Exact(double? value) => value?.ToString("0.########", CultureInfo.InvariantCulture) ?? "";
}
