using Samantha.Chains.Prompts;

namespace Samantha.Chains.Tests.Prompts;

/// <summary>
/// Every vector of the original's behaviour page: as the original, or repaired with the reason in the name. R1 and so on stand
/// for the responses so far, as they are put in for full_text.
/// </summary>
public class PromptVectorTests
{
    private static string[] Sent(string text)
    {
        var sent = new List<string>();
        foreach (var item in PromptListParser.Parse(text, "list.txt").Items)
        {
            var responses = string.Join("\n\n", Enumerable.Range(1, sent.Count).Select(number => $"R{number}"));
            sent.Add(item.Render(responses, responses));
        }

        return [.. sent];
    }

    [Fact]
    public void As_the_original_a_single_prompt_with_a_separator_is_one_prompt() =>
        Assert.Equal(["Who are you?"], Sent("Who are you?\n\n\n$$$"));

    [Fact]
    public void Repaired_without_trailing_separator_sign_pre_prompt_ignored_prompt_and_final_prompt_work_together() =>
        Assert.Equal(
            ["You are X\n\nA", "You are X\n\nC", "Summ all:\n\nR1\n\nR2"], Sent("[You are X]\nA\n---B\nC\n[[Summ\nall:]]"));

    [Fact]
    public void As_the_original_a_separator_inside_a_line_separates_nothing_and_is_deleted() =>
        Assert.Equal(["A1\nA2", "C  D"], Sent("A1\nA2\n$$$\n\n---B\n$$$\nC $$$ D\n$$$"));

    [Fact]
    public void Repaired_a_lone_separator_does_not_make_an_empty_prompt_because_nobody_means_to_send_nothing() =>
        Assert.Equal(["A"], Sent("A\n$$$\n\n$$$"));

    [Fact]
    public void Repaired_only_a_separator_is_an_empty_list_and_gives_Hello() => Assert.Equal(["Hello!"], Sent("$$$"));

    [Fact]
    public void As_the_original_an_empty_list_gives_Hello() => Assert.Equal(["Hello!"], Sent(""));

    [Fact]
    public void As_the_original_a_pre_prompt_with_only_ignored_prompts_gives_Hello() => Assert.Equal(["Hello!"],
        Sent("[pre]\n---A"));

    [Fact]
    public void Repaired_without_trailing_separator_sign_only_a_final_prompt_follows_Hello() =>
        Assert.Equal(["Hello!", "J\n\nR1"], Sent("[[J]]"));

    [Fact]
    public void Repaired_brackets_in_the_middle_are_text_because_lists_and_code_have_them() =>
        Assert.Equal(["Sort the list [3,1,2] please"], Sent("Sort the list [3,1,2] please"));

    [Fact]
    public void Repaired_only_the_first_brackets_at_the_start_are_the_pre_prompt_and_later_ones_are_text() =>
        Assert.Equal(["p1\n\nA [p2]", "p1\n\nB"], Sent("[p1] A [p2]\nB"));

    [Fact]
    public void Repaired_double_brackets_with_text_behind_them_are_text_because_a_final_prompt_is_an_item_of_its_own() =>
        Assert.Equal(["[[f1]] A", "f2\n\nR1"], Sent("[[f1]] A\n[[f2]]"));

    [Fact]
    public void As_the_original_a_pre_prompt_may_span_lines_that_are_joined_by_spaces() =>
        Assert.Equal(["p q\n\nA\nB", "p q\n\nC"], Sent("[p\nq]\n\nA\nB\n$$$\nC\n$$$"));

    [Fact]
    public void Repaired_brackets_nest_in_the_pre_prompt_so_that_it_ends_where_the_writer_ends_it() =>
        Assert.Equal(["a [b] c\n\nX"], Sent("[a [b] c]\nX"));

    [Fact]
    public void Repaired_brackets_nest_in_the_final_prompt_so_that_no_stray_bracket_is_sent() =>
        Assert.Equal(["X", "a [b]\n\nR1"], Sent("[[a [b]]]\nX"));

    [Fact]
    public void As_the_original_an_unmatched_bracket_is_kept() => Assert.Equal(["A [b", "C"], Sent("A [b\nC"));

    [Fact]
    public void As_the_original_an_empty_pre_prompt_adds_nothing() => Assert.Equal(["A"], Sent("[]\nA"));

    [Fact]
    public void As_the_original_the_ignore_mark_inside_brackets_does_nothing() =>
        Assert.Equal(["---P\n\nX"], Sent("[---P]\nX"));

    [Fact]
    public void As_the_original_a_separator_inside_the_pre_prompt_leaves_newline_mode_and_is_deleted() =>
        Assert.Equal(["P  Q\n\nX", "P  Q\n\nY"], Sent("[P $$$ Q]\nX\nY"));

    [Fact]
    public void As_the_original_a_separator_inside_the_final_prompt_leaves_newline_mode_and_is_kept() =>
        Assert.Equal(["X", "Y", "J $$$ K\n\nR1\n\nR2"], Sent("X\nY\n[[J $$$ K]]"));

    [Fact]
    public void As_the_original_blank_lines_and_spaces_around_prompts_are_dropped() =>
        Assert.Equal(["A", "B"], Sent("\n\n   A   \n\n  B "));

    [Fact]
    public void As_the_original_an_indented_ignore_mark_ignores() => Assert.Equal(["A"], Sent("A\n   ---B"));

    [Fact]
    public void As_the_original_the_ignore_mark_counts_only_at_the_start_of_an_item() =>
        Assert.Equal(["A\n---note\nB"], Sent("A\n---note\nB\n$$$"));

    [Fact]
    public void Repaired_a_space_after_the_separator_is_tolerated_because_nobody_sees_it() =>
        Assert.Equal(["A", "B"], Sent("A\n$$$ \nB\n$$$"));

    [Fact]
    public void Repaired_Windows_line_ends_separate_as_all_others() => Assert.Equal(["A", "B"], Sent("A\r\n$$$\r\nB\r\n$$$\r\n"));

    [Fact]
    public void Repaired_without_trailing_separator_sign_full_text_works_in_any_prompt() =>
        Assert.Equal(["A", "use R1 here"], Sent("A\nuse full_text here"));

    [Fact]
    public void Repaired_blanks_behind_braces_are_dropped_and_an_ignore_mark_behind_them_is_text_as_the_original() =>
        Assert.Equal(["---X"], Sent("{top_k=7} ---X"));

    [Fact]
    public void Repaired_joined_responses_keep_brackets_and_tags_because_they_are_part_of_the_response()
    {
        var final = PromptListParser.Parse("A\n[[Join]]", "list.txt").Items[1];

        Assert.Equal("Join\n\na[0] <b>x</b> [link](u)", final.Render("a[0] <b>x</b> [link](u)", ""));
    }

    [Theory]
    [InlineData("---X\n$$$\nY\n$$$\nZ", "Y")]
    [InlineData("---P$$$---Q", "")]
    [InlineData("You are X.\n", "You are X.\n")]
    [InlineData("---X", "")]
    [InlineData("", "")]
    public void As_the_original_a_field_uses_the_first_part_that_is_not_ignored(string field, string expected) =>
        Assert.Equal(expected, Chains.ChainFiles.FieldText.Resolve(field).Text);

    [Fact]
    public void Repaired_an_empty_first_part_of_a_field_does_not_win_over_a_written_one() =>
        Assert.Equal("Y", Chains.ChainFiles.FieldText.Resolve("$$$\nY").Text);

    [Fact]
    public void Repaired_a_blank_line_before_the_ignore_mark_of_a_field_does_not_make_it_text() =>
        Assert.Equal("", Chains.ChainFiles.FieldText.Resolve("\n---Y").Text);

    [Fact]
    public void A_backslash_makes_the_signs_of_a_field_literal_and_other_backslashes_stay()
    {
        Assert.Equal("a $$$ b", Chains.ChainFiles.FieldText.Resolve("a \\$$$ b").Text);
        Assert.Equal("---x", Chains.ChainFiles.FieldText.Resolve("\\---x").Text);
        Assert.Equal("C:\\[x]", Chains.ChainFiles.FieldText.Resolve("C:\\[x]").Text);
    }
}
