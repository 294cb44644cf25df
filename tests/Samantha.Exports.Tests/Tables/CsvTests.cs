using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Chains.Settings;
using Samantha.Exports.Tables;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Tables;

/// <summary>The table is read back by any program that knows RFC 4180, and runs nothing in a spreadsheet.</summary>
public sealed class CsvTests
{
    [Fact]
    public void A_row_has_everything_of_its_step()
    {
        var rows = Csv.Read(Rendered.Text(SampleSession.Create().Source, ExportFormat.Csv));
        Assert.Equal(
            ["L1.M1.R1.P1 1", "L1.M1.R1.P2 1", "L1.M2.R1.P1 1", "L1.M2.R1.P1 2", "L1.M2.R1.P2 1"],
            rows.Select(row => $"{row["step_id"]} {row["attempt"]}"));
        var first = rows[0];
        Assert.Equal(("answered", "end-of-turn", "samantha-mini"), (first["outcome"], first["stop_reason"], first["model"]));
        Assert.Equal(("exited", "0", "wettest: 95.0 mm\n"), (first["code_end"], first["exit_code"], first["stdout"]));
        Assert.Equal(("rain.png\npage.html", "pip install matplotlib"), (first["files"], first["code_removed_lines"]));
        Assert.Equal(("0.8", "0.95", "1234567890123456789"), (first["temperature"], first["top_p"], first["seed"]));
        Assert.Equal(("214", "5.1", "41.961"), (first["response_tokens"], first["decode_seconds"], first["tokens_per_second"]));
        Assert.Equal("2026-11-22T10:04:05.000Z", first["started_utc"]);
        Assert.Equal(("retried", "engine-crashed"), (rows[2]["outcome"], rows[2]["failure_reason"]));
        Assert.Equal(("limit-reached", "wall-clock", "true"), (rows[4]["code_end"], rows[4]["code_limits"],
            rows[4]["output_cut"]));
    }

    [Fact]
    public void Every_hyperparameter_has_a_column()
    {
        var row = Csv.Read(Rendered.Text(new EventScript().Step(EventScript.At(1), "a", "b").Source, ExportFormat.Csv)).Single();
        Assert.All(
            HyperparameterTable.Keys, key => Assert.Equal(key.Kind == HyperparameterKind.Text, row[key.Name].Length == 0));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\uFF1D1")]
    [InlineData("'=1")]
    [InlineData("''-")]
    public void A_text_that_looks_like_a_formula_gets_an_apostrophe_in_front(string text)
    {
        Assert.Equal("'" + text, Response(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("'quoted'")]
    [InlineData(" = 1")]
    [InlineData("a=1, \"b\"\r\nc")]
    public void Other_texts_stay_as_they_are(string text) => Assert.Equal(text, Response(text));

    [Fact]
    public void Taking_one_apostrophe_away_gives_every_text_back()
    {
        var texts = Gen.Elements("'", "=", "+", "-", "@", "\t", "\r", "\n", ",", "\"", "a", "\u0000", "\U0001F600", "§")
            .ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts, text =>
        {
            var read = Response(text);
            var isGuarded = read != text;
            Assert.Equal(text, isGuarded ? read[1..] : read);
            Assert.Equal(isGuarded, CsvField.Guard(text) != text);
            return true;
        }));
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            var row = Csv.Read(Rendered.Text(SampleSession.Create().Source, ExportFormat.Csv))[0];
            Assert.Equal("5.1", row["decode_seconds"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void On_a_terminal_what_could_drive_it_is_made_visible()
    {
        var source = new EventScript().Step(EventScript.At(1), "a", "\u001b[2J\u202E").Source;
        var text = Rendered.Text(source, ExportFormat.Csv, new ExportOptions { IsForTerminal = true });
        Assert.Contains("\u241b[2J<U+202E>", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains('\u001b', Rendered.Text(source, ExportFormat.Csv));
    }

    private static string Response(string text) => Csv.Read(Rendered.Text(
        new EventScript().Step(EventScript.At(1), "a", text).Source, ExportFormat.Csv)).Single()["response"];
}
