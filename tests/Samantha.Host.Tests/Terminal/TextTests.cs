using System.Text.Json;
using Samantha.Host.Terminal;

namespace Samantha.Host.Tests.Terminal;

/// <summary>Widths, tables, amounts and JSON lines: what everything on the screen is made of.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    [InlineData("", 0)]
    public void Text_has_the_width_that_terminals_give_it(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 0, "")]
    public void A_cut_text_never_takes_more_cells_than_allowed(string text, int cells, string expected)
    {
        Assert.Equal(expected, CellWidth.Cut(text, cells));
        Assert.True(CellWidth.Of(CellWidth.Cut(text, cells)) <= cells);
    }

    [Fact]
    public void A_table_aligns_wide_characters_and_makes_controls_visible()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var console = new HostConsole(new TerminalFacts(false, false, false), output, TextWriter.Null);
        var table = new TextTable("NAME", ">SIZE");
        table.Add("日本", "1");
        table.Add("a\u001b[31mb\nc", "22");
        table.WriteTo(console);
        Assert.Equal("NAME       SIZE\n日本          1\na␛[31mb␊c    22\n", output.ToString());
    }

    [Fact]
    public void A_json_line_escapes_what_could_drive_a_terminal_and_loses_nothing()
    {
        const string Text = "a\u001b]0;x\u0007\u009b31m\u202e\u2028\U000E0041 é 日 \"q\"";
        using var output = new StringWriter { NewLine = "\n" };
        JsonLine.Write(output, json => json.WriteString("t", Text));
        string line = output.ToString();
        Assert.DoesNotContain(line.TrimEnd('\n'), c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u202e' or '\u2028');
        Assert.Contains("é 日", line, StringComparison.Ordinal);
        Assert.Equal(Text, JsonDocument.Parse(line).RootElement.GetProperty("t").GetString());
    }

    [Fact]
    public void Amounts_read_the_same_in_every_language()
    {
        Assert.Equal("2.6 MiB", Amounts.Bytes(2_695_136));
        Assert.Equal("512 B", Amounts.Bytes(512));
        Assert.Equal("2.47 M", Amounts.Parameters(2_469_920));
        Assert.Equal("1:02:03", Amounts.Elapsed(new TimeSpan(1, 2, 3)));
        Assert.Equal("4 min 10 s", Amounts.Duration(TimeSpan.FromSeconds(250)));
        Assert.Equal("1 step", Amounts.Plural(1, "step"));
        Assert.Equal("1,200 steps", Amounts.Plural(1200, "step"));
    }
}
