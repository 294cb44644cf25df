namespace Samantha.Hocon.Tests;

/// <summary>What is read, and what it means.</summary>
public sealed class AcceptedTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \n\t# only a comment\n// and another\r\n")]
    [InlineData("{}")]
    [InlineData("\uFEFF{ }")]
    public void Nothing_is_an_empty_object(string text) => Assert.True(Hocon.Parse(text).IsEmpty);

    [Theory]
    [InlineData("a = 1")]
    [InlineData("a : 1")]
    [InlineData("a=1")]
    [InlineData("{ a = 1 }")]
    [InlineData("\uFEFFa = 1")]
    [InlineData("b = 2, a = 1")]
    [InlineData("b = 2,\n a = 1 # comment")]
    [InlineData("a = 1 // comment")]
    [InlineData("a = 1\r\nb = 2\r\n")]
    [InlineData("\"a\" = 1")]
    [InlineData("a = 2\na = 1")]
    [InlineData("a = \"1\"")]
    [InlineData("a = \"\"\"1\"\"\"")]
    [InlineData("a { x = 3 }, a = 1")]
    public void One_key_in_many_ways(string text) => Assert.Equal("1", Hocon.Text(text, "a"));

    [Fact]
    public void Keys_nest_by_braces_and_dots_and_blocks_are_merged()
    {
        const string Source = """
            a.b.c = 1
            a { b { d = 2 }, e : 3 }
            a.b { c = 4 }
            "dotted.key".x = 5
            """;

        Assert.Equal("4", Hocon.Text(Source, "a.b.c"));
        Assert.Equal("2", Hocon.Text(Source, "a.b.d"));
        Assert.Equal("3", Hocon.Text(Source, "a.e"));
        Assert.Equal("5", Hocon.Text(Source, "\"dotted.key\".x"));
        Assert.False(Hocon.Parse(Source).TryGet("dotted.key.x", out _));
    }

    [Fact]
    public void Members_keep_the_order_of_their_first_appearance()
    {
        var root = Hocon.Parse("z = 1\na = 2\nm = 3\na = 4");

        Assert.Equal(["z", "a", "m"], root.Members.Select(static member => member.Key));
    }

    [Theory]
    [InlineData("a = plain words with spaces   ", "plain words with spaces", false)]
    [InlineData("a = over/under.txt", "over/under.txt", false)]
    [InlineData("a = it's 100%", "it's 100%", false)]
    [InlineData("a = -1.5e-3", "-1.5e-3", false)]
    [InlineData("a = grün", "grün", false)]
    [InlineData("a = \"quoted # not a comment\"", "quoted # not a comment", true)]
    [InlineData("a = \"https://example.org/m.gguf\"", "https://example.org/m.gguf", true)]
    [InlineData("a = \"\"", "", true)]
    [InlineData("a = \"tab\\t quote\\\" slash\\/ back\\\\ \\u00e9\\n\"", "tab\t quote\" slash/ back\\ é\n", true)]
    [InlineData("a = one \"two three\" four", "one two three four", true)]
    [InlineData("a = \"null\"", "null", true)]
    [InlineData("a = nullable", "nullable", false)]
    public void Texts(string source, string expected, bool quoted)
    {
        var scalar = Hocon.Scalar(source, "a");

        Assert.Equal(expected, scalar.Text);
        Assert.Equal(quoted, scalar.WasQuoted);
    }

    [Fact]
    public void A_triple_quoted_text_is_kept_as_it_stands() =>
        Assert.Equal("\n  $$$ \"x\" \\n # no comment\r\n  { ${x} }\n",
            Hocon.Text("a = \"\"\"\n  $$$ \"x\" \\n # no comment\r\n  { ${x} }\n\"\"\"", "a"));

    [Fact]
    public void Lists_hold_anything_and_may_be_spread_over_lines()
    {
        var list = Assert.IsType<HoconArray>(
            Hocon.Node("a = [ one, \"t,w]o\",\n  # three\n  { x = 3 },\n  [4, 5], ${b}\n]\nb = 6", "a"));

        Assert.Equal(5, list.Items.Length);
        Assert.Equal("t,w]o", Assert.IsType<HoconScalar>(list.Items[1]).Text);
        Assert.IsType<HoconObject>(list.Items[2]);
        Assert.Equal(2, Assert.IsType<HoconArray>(list.Items[3]).Items.Length);
        Assert.Equal("6", Assert.IsType<HoconScalar>(list.Items[4]).Text);
        Assert.Empty(Assert.IsType<HoconArray>(Hocon.Node("a = [ ]", "a")).Items);
    }

    [Fact]
    public void Required_substitutions_look_backward_and_forward_in_the_same_text()
    {
        const string Source = """
            base = models
            file = ${base}/${names.first}.gguf
            again = ${file}
            block = ${names}
            deep = ${block.first}
            names { first = mini, list = [1, 2] }
            list = ${names.list}
            """;

        Assert.Equal("models/mini.gguf", Hocon.Text(Source, "file"));
        Assert.Equal("models/mini.gguf", Hocon.Text(Source, "again"));
        Assert.Equal("mini", Hocon.Text(Source, "block.first"));
        Assert.Equal("mini", Hocon.Text(Source, "deep"));
        Assert.Equal(2, Assert.IsType<HoconArray>(Hocon.Node(Source, "list")).Items.Length);
    }

    [Fact]
    public void A_substitution_may_name_a_sibling_in_its_own_block() =>
        Assert.Equal("1", Hocon.Text("a { b = ${a.c}, c = 1 }", "a.b"));

    [Fact]
    public void Positions_are_where_values_begin()
    {
        const string Source = "a = 1\n  b.c   =  two words\n\"d\" {\r\n\te = \"x\" }";

        Assert.Equal(new HoconPosition("test.conf", 2, 12), Hocon.Node(Source, "b.c").Position);
        Assert.Equal(new HoconPosition("test.conf", 4, 6), Hocon.Node(Source, "d.e").Position);
    }

    [Fact]
    public void A_fallback_loses_deeply_and_lists_are_replaced()
    {
        var merged = Hocon.Parse("a { x = 1, list = [1] }, only = here").WithFallback(
            Hocon.Parse("a { x = 2, y = 3, list = [7, 8] }, only { was = block }, other = there"));

        string Text(string path) => merged.TryGet(path, out var node) ? ((HoconScalar)node).Text : "missing";
        Assert.Equal(["1", "3", "here", "there"], new[] { "a.x", "a.y", "only", "other" }.Select(Text));
        Assert.True(merged.TryGet("a.list", out var list));
        Assert.Single(((HoconArray)list).Items);
    }

    [Fact]
    public void A_long_text_is_read_in_one_go()
    {
        var prompt = new string('x', 10_000_000);

        Assert.Equal(prompt.Length, Hocon.Text($"prompt = \"\"\"{prompt}\"\"\"", "prompt").Length);
    }
}
