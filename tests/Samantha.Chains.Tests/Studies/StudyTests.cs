using Samantha.Chains.ChainFiles;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Studies;
using Samantha.Chains.Sweeps;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Studies;

public class StudyTests
{
    [Theory]
    // Eight words, five different; of the seven pairs "the cat" comes twice; triples and fours come once each.
    [InlineData("The cat saw the cat, and the dog.", 8, 5 / 8.0, 6 / 7.0, 1.0, 0.0)]
    // Fours: abcd, bcda, cdab, dabc, abcd; the last one was there before.
    [InlineData("a b c d a b c d", 8, 4 / 8.0, 4 / 7.0, 4 / 6.0, 1 / 5.0)]
    [InlineData("no no no no no no", 6, 1 / 6.0, 1 / 5.0, 1 / 4.0, 2 / 3.0)]
    [InlineData("One", 1, 1.0, null, null, null)]
    [InlineData("", 0, null, null, null, null)]
    [InlineData("a b c", 3, 1.0, 1.0, 1.0, null)]
    public void Measures_of_a_text_are_those_worked_out_by_hand(
        string text, int words, double? distinct1, double? distinct2, double? distinct3, double? repetition)
    {
        var measures = ResponseMeasures.Of(text, 12, 1.5);

        Assert.Equal((words, 12, 1.5), (measures.Words, measures.Tokens, measures.EntropyBits));
        Near(distinct1, measures.Distinct1);
        Near(distinct2, measures.Distinct2);
        Near(distinct3, measures.Distinct3);
        Near(repetition, measures.Repetition);
    }

    [Fact]
    public void A_row_has_the_means_of_its_responses_in_the_order_of_the_values()
    {
        // Temperature 10 comes after 9 only as numbers do; both prompts are in every row.
        var study = SettingsStudier.Of(Run(
            "top_k = 10, 9", step => step.Hyperparameters.TopK == 9 ? step.Prompt == "1" ? "one two" : "one one one one" : "x"),
            committed => committed.Text.Length)!;

        Assert.Equal(["top_k"], study.Varied.AsEnumerable());
        Assert.Equal(["9", "10"], study.Rows.Select(row => row.Values[0]));
        Assert.Equal([2, 2], study.Rows.Select(row => row.Responses));
        Assert.Equal(3.0, Mean(study.Rows[0], "words"));
        Near((1.0 + 0.25) / 2, Mean(study.Rows[0], "distinct-1"));
        Near((1.0 + (1 / 3.0)) / 2, Mean(study.Rows[0], "distinct-2"));
        Near(0, Mean(study.Rows[0], "repetition")); // Only one of the two has four words, and those come once.
        Near((7 + 15) / 2.0, Mean(study.Rows[0], "entropy"));
        Assert.Null(Mean(study.Rows[1], "distinct-2"));
    }

    [Fact]
    public void Responses_that_were_asked_again_are_identical_or_differ_at_a_known_token()
    {
        var texts = new Queue<string>(["a red sea", "a red sea", "a red sea", "a blue sea", "a red sea", "the sea"]);
        var events = Run("temperature = 0, 1", _ => texts.Dequeue(), responses: 3);

        var study = SettingsStudier.Of(events)!;

        // Asked for in turn: 0, 1, 0, 1, 0, 1.
        Assert.Equal(["identical", "differs at token 1"], study.Rows.Select(row => row.Again));
        Assert.Equal([(2, 2), (2, 0)], study.Rows.Select(row => (row.Repeated, row.Identical)));
        var first = study.Rows[1].Difference!;
        Assert.Equal(("L1.M1.R2.P1", "L1.M1.R6.P1"), (first.First.StepId, first.Other.StepId));
        Assert.Equal(("a red sea", "the sea"), (first.FirstText, first.OtherText));
    }

    [Fact]
    public void The_place_of_a_difference_is_the_token_and_the_text_goes_on_from_there()
    {
        var texts = new Queue<string>(["a red sea", "a rose sea"]);
        var study = SettingsStudier.Of(Run("temperature = 1", _ => texts.Dequeue(), responses: 2))!;

        var difference = Assert.Single(study.Rows).Difference!;
        Assert.Equal((2, "ed sea", "ose sea"), (difference.Token, difference.FirstText, difference.OtherText));
    }

    [Fact]
    public void Sessions_in_which_nothing_varies_and_nothing_comes_again_have_no_study() =>
        Assert.Null(SettingsStudier.Of(SimulatedSession.Begin(TestChains.Of("a", "1", "2")).Run().Events));

    [Fact]
    public void Responses_that_a_person_cut_short_are_counted_and_left_out()
    {
        var events = Run("temperature = 0, 1", _ => "text").Select(happened => happened is ResponseCommitted { Position.Round: 1 } cut
            ? cut with { StopReason = ResponseStopReason.SkippedByUser }
            : happened);

        var study = SettingsStudier.Of(events);

        Assert.Null(study); // One setting is left, and nothing to compare it with.
    }

    [Fact]
    public void The_mean_entropy_is_over_the_tokens_that_were_chosen()
    {
        Assert.Null(MeanEntropy.Of([]));
        Assert.Equal(1.5, MeanEntropy.Of([Token(1, false), Token(2, false), Token(9, true)]));
    }

    private static TokenEvidence Token(double entropy, bool given) => new(
        0, 5, 1, false, given, 1, [new EvidenceStage("raw", 3, 1, 1, 1, entropy, true)], []);

    // Tokens are the words of the text, by their hash.
    private static List<SessionEvent> Run(string sweep, Func<RunStep, string> respond, int responses = 1)
    {
        Assert.True(SweepText.TryParse(sweep, out var parsed, out _));
        var chain = TestChains.Of("a", responses == 1 ? ["1", "2"] : ["1"]) with { Sweep = parsed, Responses = RepeatCount.Of(responses) };
        var session = new SimulatedSession { Responding = respond }.Started(chain).Run();
        return
        [
            .. session.Events.Select(happened => happened is ResponseCommitted committed
                ? committed with
                {
                    TokenIds = string.Join(' ', committed.Text.Split(' ').Select(word => word.Sum(sign => sign))),
                }
                : happened),
        ];
    }

    private static double? Mean(StudyRow row, string measure) =>
        row.Means[Measure.All.IndexOf(Measure.All.Single(one => one.Name == measure))];

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 12);
    }
}
