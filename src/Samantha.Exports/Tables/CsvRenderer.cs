using Samantha.Chains.Sessions;
using Samantha.Chains.Text;
using Samantha.Exports.Reading;
using Samantha.Exports.Tokens;

namespace Samantha.Exports.Tables;

/// <summary>
/// A row per attempt of a step under a row of names, as RFC 4180 has it (CRLF between rows, UTF-8 without a mark). The texts are
/// exact but for the apostrophe of <see cref="CsvField"/>, unless the table goes to a terminal.
/// </summary>
internal sealed class CsvRenderer(ExportSource source, ExportOptions options, TextWriter output)
{
    private const string RowEnd = "\r\n";

    public ExportResult Write()
    {
        if (options.Tokens)
        {
            return WriteTokens();
        }

        Func<string, string> shown = options.IsForTerminal ? TerminalSanitizer.Sanitize : static text => text;
        var counted = new CountedRecords(source);
        var steps = 0L;
        output.Write(string.Join(',', CsvColumns.All.Select(column => column.Name)) + RowEnd);
        foreach (var item in StepAssembler.Items(counted.Source, long.MaxValue))
        {
            if (item is StepItem { Step: var step })
            {
                steps++;
                output.Write(string.Join(',', CsvColumns.All.Select(column => column.Field(step, shown))) + RowEnd);
            }
        }

        if (counted.Records == 0)
        {
            throw EmptyJournal.Failure(source.Damage());
        }

        return new ExportResult(counted.Records, steps, counted.Unknown, source.Damage(), []);
    }

    private ExportResult WriteTokens()
    {
        var counted = new CountedRecords(source);
        var steps = 0L;
        TokenTable.WriteHeadings(output);
        foreach (var record in counted.Source.Records())
        {
            if (record.Event is not ResponseCommitted committed)
            {
                continue;
            }

            steps++;
            foreach (var token in source.Evidence(committed))
            {
                TokenTable.WriteRows(output, committed.Position, committed.Attempt, token, options.IsForTerminal);
            }
        }

        return counted.Records > 0
            ? new ExportResult(counted.Records, steps, counted.Unknown, source.Damage(), [])
            : throw EmptyJournal.Failure(source.Damage());
    }
}
