using FsCheck.Fluent;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.Prompts;

public class PromptRuleTests
{
    private static PromptList Parse(string text) => PromptListParser.Parse(text, "list.txt");

    private static string[] Texts(string text) => [.. Parse(text).Items.Select(item => item.Text)];

    private static Diagnostic OnlyFinding(string text) => Assert.Single(Parse(text).Diagnostics);

    [Theory]
    [InlineData("\\[a] b", "[a] b")]
    [InlineData("\\[\\[a\\]\\]", "[[a]]")]
    [InlineData("\\{a=1\\} b", "{a=1} b")]
    [InlineData("cost \\$$$ now", "cost $$$ now")]
    [InlineData("\\---note", "---note")]
    [InlineData("say \\full_text and \\partial_text", "say full_text and partial_text")]
    [InlineData("C:\\temp \\n \\\\", "C:\\temp \\n \\\\")]
    public void A_backslash_makes_a_sign_literal_and_other_backslashes_stay(string written, string sent)
    {
        var item = Assert.Single(Parse(written).Items);

        Assert.Equal(sent, item.Render("WRONG", "WRONG"));
        Assert.Empty(Parse(written).Diagnostics);
    }

    [Fact]
    public void A_placeholder_inside_a_longer_word_stays_because_source_code_has_such_names()
    {
        var item = Assert.Single(Parse("call get_full_text() now").Items);

        Assert.False(item.UsesFullText);
        Assert.Contains("longer word", OnlyFinding("call get_full_text() now").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partial_text_stands_for_the_round_and_full_text_for_the_session()
    {
        var item = Assert.Single(Parse("p: partial_text f: full_text").Items);

        Assert.Equal("p: round f: session", item.Render("session", "round"));
        Assert.True(item.UsesFullText && item.UsesPartialText);
    }

    [Fact]
    public void Braces_set_hyperparameters_for_their_prompt_only()
    {
        var list = Parse("{temperature = 0.8, top-k=7, stop=[\"a, b\", \"}\"], seed=5, penalty_last_n=0}Write\nMore");

        Assert.Equal("Write", list.Items[0].Text);
        Assert.Equal(
            new HyperparameterOverrides { Temperature = 0.8, TopK = 7, Stop = ["a, b", "}"], Seed = 5, PenaltyLastTokens = 0 },
            list.Items[0].Overrides);
        Assert.True(list.Items[1].Overrides.IsNone);
        Assert.Empty(list.Diagnostics);
    }

    [Fact]
    public void Repaired_a_prompts_own_braces_win_over_those_of_the_pre_prompt_because_the_nearer_setting_is_meant()
    {
        var list = Parse("[{temperature=1, top_k=3} Pre]\n{top_k=9} A\nB");

        Assert.Equal(new HyperparameterOverrides { Temperature = 1, TopK = 9 }, list.Items[0].Overrides);
        Assert.Equal(new HyperparameterOverrides { Temperature = 1, TopK = 3 }, list.Items[1].Overrides);
        Assert.Equal("Pre\n\nA", list.Items[0].Text);
    }

    [Fact]
    public void Braces_in_the_final_prompt_hold_for_it()
    {
        var final = Parse("A\n[[{max_tokens=9} Join]]").Items[1];

        Assert.Equal(9, final.Overrides.MaxTokens);
        Assert.Equal("Join\n\nfull_text", final.Text);
    }

    [Theory]
    [InlineData("{temperature} A", 2, "has no =")]
    [InlineData("{temprature=1} A", 2, "Did you mean temperature?")]
    [InlineData("{top_k=7.0} A", 2, "top_k must be a whole number from 1 to 1000")]
    [InlineData("{top_k=7, temperature=9} A", 11, "temperature must be a number from 0 to 5")]
    [InlineData("{top_k=7,} A", 10, "missing after the comma")]
    [InlineData("{} A", 2, "The braces are empty")]
    [InlineData("{n_ctx=512} A", 2, "when a model is loaded")]
    [InlineData("{\"name\": \"x\"} explain", 2, "write \\{")]
    [InlineData("{temperature=nan} A", 2, "a number from 0 to 5")]
    [InlineData("{stop=\"} A", 2, "stop must be a text")]
    public void Wrong_braces_are_an_error_at_their_place_and_spoil_only_their_prompt(string item, int column, string part)
    {
        var list = Parse($"First\n{item}\nLast");

        var error = Assert.Single(list.Diagnostics, found => found.IsError);
        Assert.Equal((2, column), (error.Line, error.Column));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, list.Items[1].Problem);
        Assert.Null(list.Items[0].Problem);
        Assert.Null(list.Items[2].Problem);
    }

    [Theory]
    [InlineData("Sort [3,1] now", 1, 6, "part of the text")]
    [InlineData("A\nSee a[0 please", 2, 6, "no partner")]
    [InlineData("A\nB $$$ C\n$$$", 2, 3, "separates nothing")]
    [InlineData("A\n$$$\n  ---B", 3, 3, "indented")]
    [InlineData("A\n--- note\nB\n$$$", 2, 1, "middle of a prompt")]
    [InlineData("Use {x} here", 1, 5, "brace")]
    [InlineData("{unclosed text", 1, 1, "brace")]
    [InlineData("{top_k=1}\nA", 1, 1, "Braces without a prompt")]
    [InlineData("A\n[[a]]\n[[b]]", 3, 1, "Only the first")]
    [InlineData("A\nb\0c", 2, 2, "NUL")]
    [InlineData("", 1, 1, "Hello!")]
    [InlineData("[P $$$ Q]\nX", 1, 4, "pre-prompt is removed")]
    public void Anything_doubtful_is_a_warning_with_line_and_column(string text, int line, int column, string part)
    {
        var found = OnlyFinding(text);

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal((line, column), (found.Line, found.Column));
        Assert.Contains(part, found.Message, StringComparison.Ordinal);
        Assert.StartsWith($"list.txt:{line}:{column}: warning: ", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_prompt_is_a_warning() =>
        Assert.Contains("100001 characters", OnlyFinding(new string('x', 100_001)).Message, StringComparison.Ordinal);

    [Fact]
    public void Positions_are_those_of_the_written_text_with_Windows_line_ends_too()
    {
        var item = Parse("A\r\n$$$\r\n\r\n  B\r\nC\r\n$$$\r\n").Items[1];

        Assert.Equal(new PromptSpan(4, 3, 5, 1), item.Span);
    }

    [Fact]
    public void A_byte_order_mark_does_not_hide_the_pre_prompt() => Assert.Equal(["P\n\nA"], Texts("\uFEFF[P]\nA"));

    [Fact]
    public void A_matrix_inside_a_prompt_of_several_lines_is_text() =>
        Assert.Equal(["Invert\n[[1,2],\n[3,4]]\nplease"], Texts("Invert\n[[1,2],\n[3,4]]\nplease\n$$$"));

    [Fact]
    public void A_final_prompt_between_separators_comes_last_wherever_it_stands() =>
        Assert.Equal(["A", "B", "J\n\nfull_text"], Texts("A\n$$$\n[[J]]\n$$$\nB\n$$$"));

    [Fact]
    public void A_separator_at_the_end_of_a_line_with_text_separates() => Assert.Equal(["A", "B"], Texts("A $$$\nB $$$"));

    [Fact]
    public void Half_a_character_is_replaced_where_everyone_can_see_it_and_warned_of()
    {
        Assert.Equal(["a\uFFFDb"], Texts("a\ud800b"));
        Assert.Equal((2, 1), (OnlyFinding("A\n\ud800 b").Line, OnlyFinding("A\n\ud800 b").Column));
    }

    [Fact]
    public void More_than_ten_million_characters_or_a_hundred_thousand_prompts_is_a_clear_error()
    {
        var tooLong = Parse(new string('a', PromptListParser.TextCharactersMax + 1));
        var tooMany = Parse(string.Concat(Enumerable.Repeat("a\n", PromptList.ItemsMax + 1)));

        Assert.Contains("are allowed", Assert.Single(tooLong.Diagnostics, found => found.IsError).Message,
            StringComparison.Ordinal);
        Assert.Contains("more than 100000", Assert.Single(tooMany.Diagnostics, found => found.IsError).Message,
            StringComparison.Ordinal);
        Assert.Empty(tooMany.Items);
    }

    [Fact]
    public void Warnings_are_bounded_and_the_rest_is_counted()
    {
        var found = Parse(string.Concat(Enumerable.Repeat("a [b] c\n", 500))).Diagnostics;

        Assert.Equal(101, found.Length);
        Assert.Contains("400 more", found[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Literal_prompts_have_no_syntax_at_all()
    {
        string[] prompts = ["[a] {b=1} $$$ full_text", "---x", "\\[y]"];

        var list = PromptList.Literal(prompts);

        Assert.Equal(prompts, list.Items.Select(item => item.Render("WRONG", "WRONG")));
        Assert.Empty(list.Diagnostics);
    }

    [Fact]
    public void No_text_makes_the_parser_throw_and_the_list_is_never_empty() =>
        Properties.Hold(
            Properties.TextsOf(
                30, "a", "[", "]", "[[", "]]", "{", "}", "$$$", "$", "---", "\n", " ", "\\", "full_text", "top_k=7", "\r",
                "\ud800", "\""),
            text =>
            {
                var list = Parse(text);
                return list.Items.Length > 0
                    && list.Items.Select(item => item.Number).SequenceEqual(Enumerable.Range(1, list.Items.Length))
                    && list.Items.All(item => item.Text.Trim() == item.Text && item.Text.Length > 0);
            },
            3000);

    [Fact]
    public void Escaped_text_comes_through_as_it_was() =>
        Properties.Hold(
            Properties.TextsOf(20, "a", "[", "]", "{", "}", "$$$ ", "b ", "full_text ", "partial_text "),
            text =>
            {
                var wanted = ("x " + text).TrimEnd();
                var escaped = wanted;
                foreach (var sign in (string[])["[", "]", "{", "}", "$$$", "full_text", "partial_text"])
                {
                    escaped = escaped.Replace(sign, "\\" + sign, StringComparison.Ordinal);
                }

                return Parse(escaped).Items[0].Render("WRONG", "WRONG") == wanted;
            },
            1000);

    [Fact]
    public void Plain_prompts_are_the_same_list_in_both_modes() =>
        Properties.Hold(
            Gen.ArrayOf(Gen.Elements("Who are you?", "Write a poem.", "2 + 2 = ?")).Where(prompts => prompts.Length > 0),
            prompts => Texts(string.Join('\n', prompts)).SequenceEqual(prompts)
                && Texts(string.Concat(prompts.Select(prompt => prompt + "\n$$$\n"))).SequenceEqual(prompts));
}
