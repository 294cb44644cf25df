using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Sampling;

/// <summary>Every filter against the reference, and the laws that all of them keep.</summary>
public sealed class FilterTests
{
    private const int Cases = 500;

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(Cases);

    private delegate List<ReferenceFilters.Item> Reference(List<ReferenceFilters.Item> items, double value);

    internal static readonly Dictionary<string, Action<CandidateList, double>> Filters = new()
    {
        ["tfs_z"] = TailFreeFilter.Apply,
        ["typical_p"] = TypicalFilter.Apply,
        ["top_p"] = TopPFilter.Apply,
        ["min_p"] = MinPFilter.Apply,
    };

    private static readonly Dictionary<string, Reference> References = new()
    {
        ["tfs_z"] = ReferenceFilters.TailFree,
        ["typical_p"] = ReferenceFilters.Typical,
        ["top_p"] = ReferenceFilters.TopP,
        ["min_p"] = ReferenceFilters.MinP,
    };

    public static TheoryData<string> Names => [.. Filters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_filter_keeps_what_the_reference_keeps(string name) => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        SamplingArbitraries.Fraction.ToArbitrary(),
        (logits, value) => KeepsTheSame(name, logits, value)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_filter_never_empties_the_list_and_leaves_probabilities_that_sum_to_1(string name) =>
        Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        SamplingArbitraries.Fraction.ToArbitrary(),
        (logits, value) =>
        {
            CandidateList list = Filtered(name, logits, value);
            Softmax.Apply(list);
            return list.Count >= 1 && Math.Abs(list.Probabilities.ToArray().Sum() - 1) < 1e-9;
        }));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_filter_keeps_more_when_its_parameter_moves_towards_off(string name) => Check.One(Quick, Prop.ForAll(
        SamplingArbitraries.Logits,
        SamplingArbitraries.Fraction.ToArbitrary(),
        SamplingArbitraries.Fraction.ToArbitrary(),
        (logits, one, other) =>
        {
            (double stricter, double looser) = name == "min_p"
                ? (Math.Max(one, other), Math.Min(one, other))
                : (Math.Min(one, other), Math.Max(one, other));
            return Tokens(Filtered(name, logits, stricter)).IsSubsetOf(Tokens(Filtered(name, logits, looser)));
        }));

    [Theory]
    [InlineData("tfs_z", 1)]
    [InlineData("typical_p", 1)]
    [InlineData("top_p", 1)]
    [InlineData("min_p", 0)]
    public void A_filter_that_is_off_changes_nothing(string name, double off)
    {
        float[] logits = [1, 3, 3, -2, 0.5f];

        CandidateList list = Filtered(name, logits, off);

        Assert.Equal([0, 1, 2, 3, 4], list.Tokens.ToArray());
        Assert.Equal(logits, list.Logits.ToArray());
    }

    [Theory]
    [InlineData("tfs_z", 0)]
    [InlineData("top_p", 0)]
    [InlineData("min_p", 1)]
    public void At_its_strict_end_a_filter_keeps_the_lowest_of_the_best_tokens_alone(string name, double strict)
    {
        CandidateList list = Filtered(name, [0, 2, 5, 5, 1], strict);

        Assert.Equal([2], list.Tokens.ToArray());
    }

    [Fact]
    public void The_most_typical_candidate_need_not_be_the_most_probable()
    {
        // Surprises: 1.6 for the large one, 4.6 for each of 80 small ones; the entropy is 4.0.
        float[] logits = [(float)Math.Log(0.2), .. Enumerable.Repeat((float)Math.Log(0.01), 80)];

        CandidateList list = Filtered("typical_p", logits, 0);

        Assert.Equal(1, list.Count);
        Assert.NotEqual(0, list.Tokens[0]);
    }

    [Fact]
    public void Tail_free_sampling_cuts_a_worked_example_where_the_arithmetic_by_hand_says()
    {
        // p = .5 .25 .15 .06 .04: slopes .25 .10 .09 .02; bends .15 .01 .07; of .23 in all: .652 .696 1.
        double[] probabilities = [0.5, 0.25, 0.15, 0.06, 0.04];
        float[] logits = [.. probabilities.Select(p => (float)Math.Log(p))];

        Assert.Equal(1, Filtered("tfs_z", logits, 0.6).Count);
        Assert.Equal(1, Filtered("tfs_z", logits, 0.69).Count);
        Assert.Equal(2, Filtered("tfs_z", logits, 0.7).Count);
        Assert.Equal(2, Filtered("tfs_z", logits, 0.99).Count);
        Assert.Equal(5, Filtered("tfs_z", logits, 1).Count);
    }

    [Fact]
    public void A_sorted_list_stays_sorted_through_every_filter()
    {
        foreach (string name in Filters.Keys)
        {
            CandidateList list = CandidateList.FromLogits(SamplingArbitraries.ManyLogits(300, 5));
            list.SortByLogit();

            Filters[name](list, 0.4);

            Assert.True(list.IsSorted, name);
            Assert.Equal(list.Logits.ToArray().OrderDescending(), list.Logits.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_whole_vocabulary_gives_the_same_as_its_sorted_copy(string name)
    {
        float[] logits = SamplingArbitraries.ManyLogits(20_000, 11);
        CandidateList sorted = CandidateList.FromLogits(logits);
        sorted.SortByLogit();

        Filters[name](sorted, 0.7);

        Assert.True(sorted.Count is > 1 and < 20_000);
        Assert.Equal(Tokens(sorted), Tokens(Filtered(name, logits, 0.7)));
    }

    private static CandidateList Filtered(string name, float[] logits, double value)
    {
        CandidateList list = CandidateList.FromLogits(logits);
        Filters[name](list, value);
        return list;
    }

    private static HashSet<int> Tokens(CandidateList list) => [.. list.Tokens];

    private static bool KeepsTheSame(string name, float[] logits, double value)
    {
        HashSet<int> kept = Tokens(Filtered(name, logits, value));
        var items = ReferenceFilters.FromLogits(logits);

        // At the border a rounding error may decide: what the reference keeps a hair to either side is right too. Equal logits
        // are interchangeable, so the kept logits are compared, not the kept ids.
        return new[] { value, value - 1e-9, value + 1e-9 }.Any(near =>
            References[name](items, near).Select(item => item.Logit).Order()
                .SequenceEqual(kept.Select(token => (double)logits[token]).Order()));
    }
}
