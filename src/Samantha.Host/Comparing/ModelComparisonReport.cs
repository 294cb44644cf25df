using System.Globalization;
using System.Text.Json;
using Samantha.Actors.Comparing;
using Samantha.Chains.Text;
using Samantha.Chains.Comparing;
using Samantha.Exports.Tables;
using Samantha.Host.Composition;
using Samantha.Host.Terminal;

namespace Samantha.Host.Comparing;

/// <summary>Has two models compared and tells the outcome.</summary>
internal sealed class ModelComparisonReport(HostServices services, ComparisonRequest request, bool asCsv, bool asJson)
{
    private const int ContextShown = 8;

    private readonly HostConsole _console = services.Console;

    public async Task<int> WriteAsync(CancellationToken cancellation)
    {
        TextComparison comparison = await CompareAsync(cancellation).ConfigureAwait(false);
        if (asCsv)
        {
            ComparisonTable.Write(_console.Out, comparison, _console.Facts.OutIsTerminal);
        }
        else if (asJson)
        {
            JsonLine.Write(_console.Out, json => WriteJson(json, comparison));
        }
        else
        {
            WriteSummary(comparison);
        }

        _console.Out.Flush();
        return ExitCodes.Done;
    }

    private async Task<TextComparison> CompareAsync(CancellationToken cancellation)
    {
        using var line = new ProgressLine(_console);
        try
        {
            return await new ModelComparer(services.Supply).CompareAsync(
                request,
                progress => line.Show(
                    $"{(progress.Model == 1 ? "first" : "second")} model: {Amounts.Count(progress.DoneTokens)} of "
                    + $"{Amounts.Plural(progress.TotalTokens, "token")}"),
                cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VocabulariesDifferException or ArgumentException)
        {
            throw CommandFailure.BadInput(e.Message);
        }
        catch (IOException e)
        {
            throw new CommandFailure(
                ExitCodes.Storage, $"the logits of the first model cannot be kept in {request.WorkFolder}: {e.Message}",
                "Make room there, or compare fewer tokens with --tokens.");
        }
    }

    private void WriteSummary(TextComparison comparison)
    {
        int compared = comparison.Rows.Length;
        Row("First", Path.GetFileName(request.FirstPath));
        Row("Second", Path.GetFileName(request.SecondPath));
        Row("Text", comparison.TextTokens > compared
            ? $"the first {Amounts.Count(compared)} of {Amounts.Plural(comparison.TextTokens, "token")}"
            : Amounts.Plural(compared, "token"));
        Row("Agreement", string.Create(CultureInfo.InvariantCulture, $"{comparison.Agreement * 100:0.##} % ")
            + $"have the same most likely token behind them ({Amounts.Count(comparison.SameBest)} of {Amounts.Count(compared)})");
        Row("Divergence", comparison.FirstDivergence is { } first ? Divergence(comparison, first) : "none: the most likely tokens are all the same");
        Row("KL", $"mean {Bits(comparison.KlMeanBits)}, median {Bits(comparison.KlMedianBits)}, 99 % {Bits(comparison.KlP99Bits)}, "
            + $"largest {Bits(comparison.Largest.KlBits)} bits behind token {comparison.Largest.Index + 1}");
        if (comparison is { FirstPerplexity: { } a, SecondPerplexity: { } b })
        {
            Row("Perplexity", string.Create(CultureInfo.InvariantCulture, $"{a:0.####} and {b:0.####}"));
        }
    }

    private static string Divergence(TextComparison comparison, RowDifference row)
    {
        string before = string.Concat(comparison.Texts.Skip(Math.Max(0, row.Index + 1 - ContextShown)).Take(Math.Min(ContextShown, row.Index + 1)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"behind token {row.Index + 1}, after \"{before}\": '{Text(row.FirstBest)}' ({row.FirstProbability * 100:0.#} %) and "
            + $"'{Text(row.SecondBest)}' ({row.SecondProbability * 100:0.#} %)");

        string Text(int token) => comparison.BestTexts.GetValueOrDefault(token, $"token {token}");
    }

    private void Row(string name, string value) =>
        _console.Out.WriteLine($"{_console.OutInk.Bold(name.PadRight(11))} {TerminalSanitizer.SanitizeLine(value)}");

    private void WriteJson(Utf8JsonWriter json, TextComparison comparison)
    {
        json.WriteString("first", request.FirstPath);
        json.WriteString("second", request.SecondPath);
        json.WriteNumber("tokens", comparison.Rows.Length);
        json.WriteNumber("textTokens", comparison.TextTokens);
        json.WriteNumber("agreement", comparison.Agreement);
        json.WriteNumber("klMeanBits", Finite(comparison.KlMeanBits));
        json.WriteNumber("klMedianBits", Finite(comparison.KlMedianBits));
        json.WriteNumber("klP99Bits", Finite(comparison.KlP99Bits));
        json.WriteNumber("klMaxBits", Finite(comparison.Largest.KlBits));
        json.WriteNumber("klMaxIndex", comparison.Largest.Index);
        if (comparison.FirstDivergence is { } first)
        {
            json.WriteNumber("firstDivergence", first.Index);
            json.WriteString("firstDivergenceFirst", comparison.BestTexts.GetValueOrDefault(first.FirstBest, ""));
            json.WriteString("firstDivergenceSecond", comparison.BestTexts.GetValueOrDefault(first.SecondBest, ""));
        }

        if (comparison is { FirstPerplexity: { } a, SecondPerplexity: { } b })
        {
            json.WriteNumber("firstPerplexity", Finite(a));
            json.WriteNumber("secondPerplexity", Finite(b));
        }

        json.WriteStartArray("rows");
        foreach (RowDifference row in comparison.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("index", row.Index);
            json.WriteNumber("token", comparison.Tokens[row.Index]);
            json.WriteString("text", comparison.Texts[row.Index]);
            json.WriteNumber("klBits", Finite(row.KlBits));
            json.WriteNumber("firstBest", row.FirstBest);
            json.WriteNumber("secondBest", row.SecondBest);
            json.WriteNumber("firstProbability", row.FirstProbability);
            json.WriteNumber("secondProbability", row.SecondProbability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A model that excludes what the other allows is infinitely far away, which JSON cannot say.
    private static double Finite(double value) => double.IsFinite(value) ? value : double.MaxValue;

    private static string Bits(double value) => value.ToString(value is 0 or >= 0.001 ? "0.####" : "0.##e0", CultureInfo.InvariantCulture);
}
