using FsCheck.Fluent;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Feedback;

namespace Samantha.Chains.Tests.Feedback;

public class FeedbackTests
{
    private static ChainDefinition Chain(bool feedback = true, bool cumulative = false, bool outputOnly = false) =>
        TestChains.Of("m", "p") with
    {
        PreviousResponse = "field", FeedbackLoop = feedback, CumulativeResponse = cumulative, FeedbackOutputOnly = outputOnly,
    };

    [Fact]
    public void As_the_original_without_feedback_the_field_stays() =>
        Assert.Equal("field", FeedbackRules.Next(Chain(feedback: false), "old", "new", new InterpreterOutput("out")));

    [Fact]
    public void As_the_original_feedback_is_the_last_response() => Assert.Equal("new", FeedbackRules.Next(Chain(), "old", "new"));

    [Fact]
    public void As_the_original_output_of_code_follows_under_its_heading() =>
        Assert.Equal(
            "new\n\nPython Interpreter Output:\n\n42", FeedbackRules.Next(Chain(), "old", "new", new InterpreterOutput("42")));

    [Fact]
    public void As_the_original_empty_output_adds_nothing() =>
        Assert.Equal("new", FeedbackRules.Next(Chain(), "old", "new", new InterpreterOutput("")));

    [Fact]
    public void As_the_original_cumulative_feedback_starts_with_two_line_ends_when_the_field_was_empty()
    {
        Assert.Equal("\n\nnew", FeedbackRules.Next(Chain(cumulative: true), "", "new"));
        Assert.Equal("old\n\nnew", FeedbackRules.Next(Chain(cumulative: true), "old", "new"));
    }

    [Fact]
    public void As_the_original_output_only_is_just_the_output_and_wipes_what_cumulated()
    {
        Assert.Equal("42", FeedbackRules.Next(Chain(cumulative: true, outputOnly: true), "old", "new",
            new InterpreterOutput("42")));
        Assert.Equal("", FeedbackRules.Next(Chain(outputOnly: true), "old", "new", new InterpreterOutput("")));
    }

    [Fact]
    public void Repaired_output_of_an_earlier_response_is_never_fed_back_because_it_is_not_about_this_one() =>
        Assert.Equal("", FeedbackRules.Next(Chain(outputOnly: true), "output of before", "new"));

    [Fact]
    public void Repaired_output_only_needs_the_feedback_loop() =>
        Assert.Equal("field", FeedbackRules.Next(Chain(feedback: false, outputOnly: true), "old", "new",
            new InterpreterOutput("42")));

    [Fact]
    public void Trimming_drops_nothing_when_it_fits_and_ends_when_nothing_is_left()
    {
        Assert.Equal(0, FeedbackTrim.CharactersToDrop("abc", 10, 10, 3));
        Assert.Equal(3, FeedbackTrim.CharactersToDrop("abc", 100, 10, 3));
        Assert.Equal(0, FeedbackTrim.CharactersToDrop("", 100, 10, 0));
    }

    [Fact]
    public void Trimming_and_counting_in_turn_always_ends_with_a_fit_or_nothing_and_never_splits_a_character() =>
        Properties.Hold(
            from text in Properties.TextsOf(400, "word ", "x", "🙂", "\n", "longerword")
            from other in Gen.Choose(0, 60)
            from max in Gen.Choose(1, 100)
            select (text, other, max),
            sample =>
            {
                var previous = sample.text;
                for (var turn = 0; turn < 50; turn++)
                {
                    // A token for every three characters, as a stand-in for an engine that counts.
                    var tokens = (previous.Length + 2) / 3;
                    var drop = FeedbackTrim.CharactersToDrop(previous, tokens + sample.other, sample.max, tokens);
                    if (drop == 0)
                    {
                        return tokens + sample.other <= sample.max || previous.Length == 0;
                    }

                    previous = previous[drop..];
                    if (previous.Length > 0 && char.IsLowSurrogate(previous[0]))
                    {
                        return false;
                    }
                }

                return false;
            },
            500);

    [Theory]
    [InlineData(4000, 4000, 3000)]
    [InlineData(4000, 100, 3900)]
    [InlineData(4000, 0, 3000)]
    [InlineData(1, 0, 1)]
    public void Room_is_kept_for_the_response(int context, int maxTokens, int expected) =>
        Assert.Equal(expected, FeedbackTrim.PromptTokensMax(context, maxTokens));
}
