using System.Text;

namespace Samantha.Hocon.Tests;

/// <summary>What is refused: each with its place and with advice.</summary>
public sealed class RefusedTests
{
    [Theory]
    [InlineData("a = ${?b}", "1:5: optional substitutions")]
    [InlineData("a = [1]\na += 2", "2:3: '+=' is not supported")]
    [InlineData("b { x = 1 }\na = ${b} { y = 2 }", "2:10: a text, or a substitution, can not be joined")]
    [InlineData("b { x = 1 }\na = ${b}\na { y = 2 }", "3:1: 'a' already has a substitution")]
    [InlineData("b { x = 1 }\na { y = 2 }\na = ${b}", "3:5: 'a' already has a block")]
    [InlineData("a { b = ${x}\n b.c = 1 }", "2:2: 'b' already has a substitution")]
    [InlineData("a = { x = 1 } { y = 2 }", "1:15: unexpected '{' after the value")]
    [InlineData("a = [1] [2]", "1:9: unexpected '[' after the value")]
    [InlineData("a = ${a}", "1:5: this value refers to itself")]
    [InlineData("a = 1\na = ${a} 2", "2:5: this value refers to itself")]
    [InlineData("a = ${b}\nb = ${a}", "1:5: this value refers to itself")]
    [InlineData("a { b = ${a} }", "1:1: this value refers to itself")]
    [InlineData("a = ${HOME}", "1:5: nothing is called 'HOME' in this text")]
    [InlineData("a = 1\nb = ${a.c}", "2:5: nothing is called 'a.c'")]
    [InlineData("a = [1]\nb = x${a}", "2:6: 'a' is a block or a list")]
    [InlineData("include \"other.conf\"", "1:1: include is not supported")]
    [InlineData("a {\n  include file(\"x\")\n}", "2:3: include is not supported")]
    [InlineData("a = http://example.org", "1:9: ':' in a value without quotes")]
    [InlineData("a = b = c", "1:7: '=' in a value without quotes")]
    [InlineData("a {\n b = 1", "1:3: this brace is never closed")]
    [InlineData("a { b { c = 1 }", "1:3: this brace is never closed")]
    [InlineData("a = 1 }", "1:7: unexpected '}' after the value")]
    [InlineData("a = 1\n}", "2:1: a closing brace without an opening one")]
    [InlineData("{ a = 1 } b", "1:11: unexpected 'b' after the brace")]
    [InlineData("a = [1, 2", "1:5: this bracket is never closed")]
    [InlineData("a = [1,\n 2,\n]", "3:1: a comma must be followed by another item")]
    [InlineData("a = [1\n 2]", "2:2: unexpected '2' in a list")]
    [InlineData("a = [,1]", "1:6: the value is missing")]
    [InlineData("a = 1,", "1:7: a comma must be followed by another key")]
    [InlineData("a { b = 1, }", "1:12: a comma must be followed by another key")]
    [InlineData("a = \"open\nb = 1", "1:5: this quote is not closed on its line")]
    [InlineData("a = \"open", "1:5: this quote is never closed")]
    [InlineData("a = \"\"\"open", "1:5: this triple quote is never closed")]
    [InlineData("a = \"\"\"x\"\"\"\"", "1:12: more than three quotes in a row")]
    [InlineData("a = \"\\x\"", "1:6: unknown escape")]
    [InlineData("a = \"\\u12\"", "1:6: \\u needs four")]
    [InlineData("a = \"x\u0001\"", "1:7: U+0001 can not stand in a quoted text")]
    [InlineData("a =\n1", "1:4: the value is missing")]
    [InlineData("a = # nothing", "1:5: the value is missing")]
    [InlineData("a", "1:2: expected '=', ':' or '{'")]
    [InlineData("a b = 1", "1:3: expected '=', ':' or '{'")]
    [InlineData("a. = 1", "1:3: expected a key")]
    [InlineData(".a = 1", "1:1: expected a key")]
    [InlineData("\"\" = 1", "1:1: a key may not be empty")]
    [InlineData("ä = 1", "1:1: expected a key, but here is U+00E4")]
    [InlineData("${a} = 1", "1:1: expected a key")]
    [InlineData("[1, 2]", "1:1: expected a key")]
    [InlineData("a = $x", "1:5: '$' in a value without quotes")]
    [InlineData("a = ${x", "1:5: this substitution is not closed")]
    [InlineData("a = ${}", "1:5: '' is not a path")]
    [InlineData("a = ${x..y}", "1:5: 'x..y' is not a path")]
    [InlineData("a = 50? yes", "1:7: '?' in a value without quotes")]
    [InlineData("a = x\u00A0y", "1:6: U+00A0 in a value without quotes")]
    [InlineData("a = x\0", "1:6: U+0000 in a value without quotes")]
    [InlineData("a = null", "1:5: null is not supported")]
    public void Refused_with_place_and_advice(string text, string expected)
    {
        var refusal = Hocon.Refusal(text);

        Assert.True(refusal.StartsWith(expected, StringComparison.Ordinal), refusal);
    }

    [Fact]
    public void Too_deep_nesting_is_refused_and_not_a_dead_process()
    {
        Assert.Contains("nested more than", Hocon.Refusal(Repeat("a {", 100_000)), StringComparison.Ordinal);
        Assert.Contains("nested more than", Hocon.Refusal("a = " + Repeat("[", 100_000)), StringComparison.Ordinal);
        Assert.Contains("nested more than", Hocon.Refusal(Repeat("a.", 100_000) + "a = 1"), StringComparison.Ordinal);

        var deepest = Repeat("a.", HoconLimits.DepthMax - 1) + "a";
        Assert.Equal("1", Hocon.Text($"{deepest} = 1", deepest));
    }

    [Fact]
    public void A_long_chain_of_substitutions_is_refused()
    {
        var text = new StringBuilder("a0 = 1\n");
        for (var link = 1; link <= 100_000; link++)
        {
            text.Append(global::System.Globalization.CultureInfo.InvariantCulture, $"a{link} = ${{a{link - 1}}}\n");
        }

        // Read from its end: every link before is resolved by then, or not, depending on the order of the keys.
        Assert.Equal("1", Hocon.Text(text.ToString(), "a100000"));
        Assert.Contains("substitutions lead to each other", Hocon.Refusal("z = ${a100000}\n" + text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_would_grow_without_bound_is_refused()
    {
        var texts = new StringBuilder("a0 = xxxxxxxxxx\n");
        var blocks = new StringBuilder("b0 { x = 1 }\n");
        for (var level = 1; level <= 30; level++)
        {
            texts.Append(global::System.Globalization.CultureInfo.InvariantCulture,
                $"a{level} = ${{a{level - 1}}}${{a{level - 1}}}\n");
            blocks.Append(global::System.Globalization.CultureInfo.InvariantCulture,
                $"b{level} {{ l = ${{b{level - 1}}}, r = ${{b{level - 1}}} }}\n");
        }

        Assert.Contains("substitutions put together more than", Hocon.Refusal(texts.ToString()), StringComparison.Ordinal);
        Assert.Contains("values once substitutions are put in", Hocon.Refusal(blocks.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_by_substitution_has_the_same_limit()
    {
        var text = new StringBuilder("b0 { x = 1 }\n");
        for (var level = 1; level <= 100; level++)
        {
            text.Append(global::System.Globalization.CultureInfo.InvariantCulture, $"b{level} {{ inner = ${{b{level - 1}}} }}\n");
        }

        Assert.Contains("once substitutions are put in", Hocon.Refusal(text.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_over_the_size_limit_is_refused() =>
        Assert.Contains("at most", Hocon.Refusal(new string(' ', HoconLimits.TextLengthMax + 1)), StringComparison.Ordinal);

    private static string Repeat(string part, int count) => new StringBuilder().Insert(0, part, count).ToString();
}
