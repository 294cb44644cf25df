using System.Globalization;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Text;
using Samantha.Exports.Tables;

namespace Samantha.Exports.Tokens;

/// <summary>Evidence as CSV: a row for each candidate of each token, so that a table calculation can filter and group it.</summary>
public static class TokenTable
{
    private const string Headings =
        "step,attempt,index,candidate,id,text,bytes,chosen,given,ends_turn,removed_by,logit,probability,logit_after,"
        + "drawn_probability,rank,entropy_bits,mass_not_shown,ms";

    public static void WriteHeadings(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Headings + "\r\n");
    }

    /// <param name="output">Where it goes.</param>
    /// <param name="position">Of the response.</param>
    /// <param name="attempt">Of the response.</param>
    /// <param name="token">Its candidates are the rows.</param>
    /// <param name="isForTerminal">What could drive a terminal is made visible.</param>
    public static void WriteRows(TextWriter output, StepPosition position, int attempt, TokenEvidence token, bool isForTerminal)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(token);
        int last = token.Stages.Length - 1;
        for (int i = 0; i < token.Candidates.Length; i++)
        {
            EvidenceCandidate candidate = token.Candidates[i];
            bool isChosen = candidate.Token == token.Token;
            string text = isForTerminal ? TerminalSanitizer.SanitizeLine(candidate.Text) : candidate.Text;
            string?[] fields =
            [
                CsvField.Text(position.StepId),
                CsvField.Number((long)attempt),
                CsvField.Number((long)token.Index),
                CsvField.Number((long)i + 1),
                CsvField.Number((long)candidate.Token),
                CsvField.Text(text),
                CsvField.Text(Convert.ToHexStringLower(candidate.Bytes.AsSpan())),
                isChosen ? "1" : "0",
                token.Given ? "1" : "0",
                token.EndsTurn ? "1" : "0",
                CsvField.Text(candidate.RemovedBy < 0 ? "" : token.Stages[candidate.RemovedBy].Name),
                Exact(candidate.Logits[0]),
                Exact(token.ProbabilityAt(candidate, 0) ?? 0),
                Exact(token.LogitAt(candidate, last)),
                Exact(token.ProbabilityAt(candidate, last) ?? 0),
                isChosen ? CsvField.Number((long)token.Rank) : "",
                Exact(token.EntropyBits),
                Exact(token.MassNotShown(0)),
                CsvField.Number(token.Ms),
            ];
            output.Write(string.Join(',', fields) + "\r\n");
        }
    }

    private static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Exact(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
